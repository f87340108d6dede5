"""Lines: each line of the program that a task comes to, told to a record, where that was asked for.

    lines = Lines(events, sources)
    lines.begin()          # in the thread of a run; sys.settrace is Lines' until
    lines.end()
    lines.sum_up()         # before the end of each step

Python then calls in here for every function that is called and every line of the program's own files:
that costs far more than all else that is recorded (README.md). A program that is traced already, by
a debugger say, is left to that.
"""

from __future__ import annotations

import dis
import inspect
import sys
from types import CodeType, FrameType
from typing import Any

from grove_sources import Sources

MOST = 1_000  # lines of one step; the others are counted
_PAUSES = inspect.CO_COROUTINE | inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR
_RETURNS = {dis.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST") if name in dis.opmap}


class Lines:
    def __init__(self, events: Any, sources: Sources) -> None:
        """`events` is an Events."""
        self._events, self._sources = events, sources
        self._step: int | None = None  # of which `_task` is the task, and this many lines were told
        self._task: int | None = None
        self._count = 0
        self._last: tuple[int, int, str] = (0, 0, "")  # line, depth, function

    def begin(self) -> None:
        if sys.gettrace() is None:
            sys.settrace(self._called)
        else:
            sys.stderr.write("grove: something else traces this program: its lines are not recorded\n")

    def end(self) -> None:
        if sys.gettrace() == self._called:
            sys.settrace(None)

    def sum_up(self) -> None:
        """What of the step's lines was only counted."""
        left, self._count = self._count - MOST, 0
        if left > 0:
            self._tell(left)
        self._last = (0, 0, "")

    def _called(self, frame: FrameType, event: str, _: object) -> _Function | None:
        code = frame.f_code
        before = self._sources.before(code.co_filename)
        if before is None:
            return None
        try:
            return _Function(self, before, self._depth(frame.f_back), code)
        except Exception:
            self._events.failed()
            return None

    def _depth(self, frame: FrameType | None) -> int:
        """How many functions of the program are being called."""
        count, loop = 0, self._events.LOOP
        while frame is not None and frame.f_code is not loop:
            count += self._sources.before(frame.f_code.co_filename) is not None
            frame = frame.f_back
        return count

    def at(self, line: int, depth: int, function: str) -> None:
        step = self._events._step
        if step is None or self._events.closed:
            return
        if step != self._step:
            self._step, self._count, self._last = step, 0, (0, 0, "")
            self._task = self._events._tasks.get(self._events.current())
        here = (line, depth, function)
        if here == self._last or self._task is None:
            return
        self._last = here
        self._count += 1
        if self._count <= MOST:
            self._tell(None)

    def _tell(self, count: int | None) -> None:
        line, depth, function = self._last
        self._events.event("line", self._step, {
            "task": self._task, "line": line, "depth": depth, "function": function,
            **({} if count is None else {"count": count})})

    def back_in(self, frame: FrameType | None, depth: int) -> None:
        """A function has ended: its caller goes on in the midst of a line."""
        if frame is not None and depth > 0:
            line = self._sources.line_in(frame)
            if line is not None:
                self.at(line, depth - 1, frame.f_code.co_name)


class _Function:
    """What Python calls for the lines of one call of a function. It holds nothing of the program."""

    __slots__ = ("_lines", "_before", "_depth", "_name", "_may_pause")

    def __init__(self, lines: Lines, before: int, depth: int, code: CodeType) -> None:
        self._lines, self._before, self._depth, self._name = lines, before, depth, code.co_name
        self._may_pause = bool(code.co_flags & _PAUSES)

    def __call__(self, frame: FrameType, event: str, _: object) -> _Function:
        try:
            if event == "line":
                self._lines.at(self._before + frame.f_lineno, self._depth, self._name)
            elif event == "return" and not (self._may_pause and self._pauses(frame)):
                self._lines.back_in(frame.f_back, self._depth)
        except Exception:
            self._lines._events.failed()
        return self

    @staticmethod
    def _pauses(frame: FrameType) -> bool:
        """Whether it is an `await` or `yield`: Python says the same of both."""
        return frame.f_code.co_code[frame.f_lasti] not in _RETURNS
