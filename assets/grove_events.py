"""Events: a Grove record in the making, whatever library the program uses.

The names of kinds and fields are those of Grove's engine (engine/record/event_kinds.def); each
event names the one that caused it. grove_record.py tells of Trio with it, grove_asyncio.py of
asyncio.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

Event = dict[str, Any]
Sink = Callable[[Event], None]


def without_addresses(text: str) -> str:
    """Addresses differ from run to run, a repeatable record has none."""
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def message_of(exc: BaseException) -> str:
    text = exc.message if isinstance(exc, BaseExceptionGroup) else str(exc)
    return without_addresses(text)


def bare_name(function: object) -> str:
    function = getattr(function, "func", function)  # of a functools.partial
    return getattr(function, "__name__", None) or repr(function)


class Events:
    """Hands each event to `sink`, the header first.

    `program` is the file name in the code of the program, `source` its text. `now` gives the time
    in nanoseconds from the start; a clock of its own if None. Tasks are whatever the library has;
    one is shown once it is in `labels`.
    """

    CANCELLED: type[BaseException]  # what the library raises in a task that is to stop
    OUTERMOST: CodeType | None = None  # of the library's loop: the program's frames are inside it

    def __init__(self, sink: Sink, program: str, source: str, library: str, dialect: str,
                 now: Callable[[], int] | None) -> None:
        self._sink = sink
        self._program = program
        self._start = time.monotonic_ns()
        self.now = now or (lambda: time.monotonic_ns() - self._start)
        self.closed = False
        self._lock = threading.Lock()  # a program's threads print as well
        self._process, self._thread = os.getpid(), threading.get_ident()
        self.labels: dict[Any, str] = {}  # of the tasks that are shown
        self.steps = 0
        self._tasks: Any = {}
        self._events = 0
        self._step: int | None = None  # the before_task_step of the step under way
        self._because: int | None = None  # a closer cause than the step
        self._uses_of_name: dict[str, int] = {}
        self._exceptions: dict[int, int] = {}  # by id(); an exception may be unhashable
        self._kept: list[BaseException] = []  # so that no id() is used twice
        self._main_exit: int | None = None
        sink({"grove_trace": 1, "source": library, "dialect": dialect, "detail": "steps",
              "title": Path(program).stem, "program": source.splitlines()})
        self._root = self.emit("run_started", None)

    def current(self) -> Any:
        """The task whose step it is, if it is shown."""
        raise NotImplementedError

    def emit(self, kind: str, cause: int | None, **fields: Any) -> int:
        with self._lock:
            # What a process forked from this one does is no part of the run.
            if not self.closed and os.getpid() == self._process:
                self._sink({"i": self._events, "t": self.now(), "kind": kind, "cause": cause,
                            **fields})
                self._events += 1
            return self._events - 1

    def is_here(self) -> bool:
        """Whether this is the thread of the run: what others do is not its steps."""
        return threading.get_ident() == self._thread

    def cause(self) -> int:
        if self._because is not None:
            return self._because
        return self._root if self._step is None else self._step

    @contextlib.contextmanager
    def because(self, event: int) -> Iterator[None]:
        before, self._because = self._because, event
        try:
            yield
        finally:
            self._because = before

    def line(self, frame: FrameType | None) -> int:
        """The innermost line of the program that the frame is at or was called from; 0: a task of
        the library's own code alone, which the program's call of the library does not call."""
        while frame is not None and frame.f_code.co_filename != self._program:
            frame = None if frame.f_code is self.OUTERMOST else frame.f_back
        return frame.f_lineno if frame else 0

    def label_for(self, name: str) -> str:
        uses = self._uses_of_name[name] = self._uses_of_name.get(name, 0) + 1
        if uses == 1:
            return name
        label = f"{name}#{uses}"  # somebody may give this very name to a later task
        self._uses_of_name[label] = self._uses_of_name.get(label, 0) + 1
        return label

    # ---- exceptions ----

    def is_cancellation(self, exc: BaseException) -> bool:
        """What the library cancels with, or a group of nothing else: told by events of its own; not
        an error."""
        if isinstance(exc, BaseExceptionGroup):
            return all(self.is_cancellation(member) for member in exc.exceptions)
        return isinstance(exc, self.CANCELLED)

    def describe(self, exc: BaseException) -> Event:
        """The exception with its members, as `run_finished` has it."""
        info: Event = {"type": type(exc).__name__, "message": message_of(exc)}
        if isinstance(exc, BaseExceptionGroup):
            return {**info, "members": [self.describe(member) for member in exc.exceptions]}
        if self.is_cancellation(exc):
            info["cancellation"] = True
        return info

    def exception_field(self, task: Any, exc: BaseException | None) -> Event:
        """Nothing for a cancellation. An exception met for the first time gets its event."""
        if exc is None or self.is_cancellation(exc):
            return {}
        if id(exc) not in self._exceptions:
            self._raised(task, exc)
        return {"exception": self._exceptions[id(exc)]}

    def _member(self, task: Any, exc: BaseException) -> Event:
        """A group's own members are told by its own event, unless it has none."""
        field = self.exception_field(task, exc)
        if not field:
            return self.describe(exc)
        return {**field, "type": type(exc).__name__, "message": message_of(exc)}

    def _raised(self, task: Any, exc: BaseException) -> None:
        more: Event = {}
        if isinstance(exc, BaseExceptionGroup):
            more["members"] = [self._member(task, member) for member in exc.exceptions]
        self._kept.append(exc)
        self._exceptions[id(exc)] = len(self._exceptions)
        trace, line = exc.__traceback__, self.line(sys._getframe())
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._program:
                line = trace.tb_lineno
            trace = trace.tb_next
        self.emit("exception_raised", self.cause(), task=self._tasks.get(task),
                  exception=self._exceptions[id(exc)], type=type(exc).__name__,
                  message=message_of(exc), line=line, **more)

    # ---- what the program says and draws; the end ----

    def printed(self, text: str) -> None:
        here = self.is_here()
        self.emit("printed", self.cause() if here else self._root,
                  task=self._tasks.get(self.current()) if here else None, text=text.removesuffix("\n"))

    def drew(self, function: str, result: object) -> None:
        self.emit("drew", self.cause(), task=self._tasks.get(self.current()), function=function,
                  result=repr(result), line=self.line(sys._getframe()))

    def finish(self, outcome: str, exc: BaseException | None) -> None:
        cause = self._events - 1 if self._main_exit is None else self._main_exit
        self.emit("run_finished", cause, outcome=outcome,
                  exception=None if exc is None else self.describe(exc))
        self.closed = True
