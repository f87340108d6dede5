"""Events: a Grove record in the making, whatever library the program uses.

The names of kinds and fields are those of Grove's engine (engine/record/event_kinds.def); each
event names the one that caused it. grove_record.py tells of Trio with it, grove_asyncio.py of
asyncio.
"""

from __future__ import annotations

import functools
import gc
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from threading import get_ident
from types import CodeType, CoroutineType, FrameType
from typing import Any, TypeVar

from grove_lines import Lines
from grove_outbox import Event, Outbox, Sink
from grove_sources import Sources
from grove_weakly import Weakly


def without_addresses(text: str) -> str:
    """Addresses differ from run to run, a repeatable record has none."""
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def message_of(exc: BaseException) -> str:
    try:
        text = exc.message if isinstance(exc, BaseExceptionGroup) else str(exc)
    except Exception:
        text = "<exception str() failed>"  # as Python says
    return without_addresses(text)


def bare_name(function: object) -> str:
    function = getattr(function, "func", function)  # of a functools.partial
    return getattr(function, "__name__", None) or repr(function)


def frames_of(coroutine: Any) -> Iterator[FrameType]:
    """Of what a task awaits, from its own function inwards."""
    while coroutine is not None:
        if type(coroutine) is CoroutineType:
            frame = coroutine.cr_frame
            if frame is None:
                return
            yield frame
            coroutine = coroutine.cr_await
            continue
        frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "ag_frame", None) or \
            getattr(coroutine, "gi_frame", None)
        if frame is not None:
            yield frame
            coroutine = getattr(coroutine, "cr_await", None) or getattr(
                coroutine, "ag_await", None) or getattr(coroutine, "gi_yieldfrom", None)
        elif type(coroutine).__name__ in _STEPS_OF_GENERATORS:
            coroutine = next((each for each in gc.get_referents(coroutine)
                              if hasattr(each, "ag_frame") or hasattr(each, "cr_frame")), None)
        else:
            return


# What `async for` awaits keeps its generator to itself.
_STEPS_OF_GENERATORS = ("async_generator_asend", "async_generator_athrow", "anext_awaitable",
                        "coroutine_wrapper")


# An exception keeps its number itself: most cannot be referred to weakly, and what holds one holds
# all that the frames of its traceback do. The address tells it from a copy.
_NUMBER = "__grove_number__"


def _number_in(exc: BaseException) -> int | None:
    address, number = exc.__dict__.get(_NUMBER, (0, None))
    return number if address == id(exc) else None


def _set_number_in(exc: BaseException, number: int) -> None:
    exc.__dict__[_NUMBER] = (id(exc), number)


Method = TypeVar("Method", bound=Callable[..., Any])


def guarded(method: Method) -> Method:
    """Of Events: what the program's own course leads to. It does nothing once the record is over and in
    another thread than that of the run, and does not fail there: the program would."""
    @functools.wraps(method)
    def guard(self: Events, *args: Any) -> Any:
        if self.closed or get_ident() != self._thread:
            return None
        try:
            return method(self, *args)
        except Exception:
            self.failed()
            return None
    return guard  # type: ignore[return-value]


class _Because:
    """While inside, what happens is because of the event."""

    __slots__ = ("_events", "_event", "_before")

    def __init__(self, events: Events, event: int) -> None:
        self._events, self._event = events, event

    def __enter__(self) -> None:
        self._before, self._events._because = self._events._because, self._event

    def __exit__(self, *_: object) -> None:
        self._events._because = self._before


class Events(Outbox):
    """Hands events to `sink` (grove_outbox.py), the header first.

    `sources` is the text of the program. `now` gives the time in nanoseconds from the start; a clock
    of its own if None. `lines`: each line of the program as well (grove_lines.py). Tasks are whatever the library has; one is shown once it is in `labels`.

    Nothing of the program is kept alive: what a program holds, and when it lets go of it, is part of
    what it does. What fails here ends the record and not the program.
    """

    CANCELLED: type[BaseException]  # what the library raises in a task that is to stop
    LOOP: CodeType  # what calls the steps of tasks
    OUTERMOST: CodeType | None = None  # of the library's loop: the program's frames are inside it

    def __init__(self, sink: Sink, sources: Sources, library: str, dialect: str,
                 now: Callable[[], int] | None, lines: bool = False) -> None:
        super().__init__(sink, now)
        self._sources = sources
        self.at_work = False  # in a run
        self.strict = False  # what fails in here is to stop the program: of tests
        self._late: list[str] = []  # printed amidst an event
        self._thread = get_ident()
        self.labels: Any = Weakly()  # of the tasks that are shown
        self.steps = 0
        self._tasks: Any = Weakly()
        self.task_count = 0
        self._step: int | None = None  # the before_task_step of the step under way
        self._because: int | None = None  # a closer cause than the step
        self._uses_of_name: dict[str, int] = {}
        self._exception_count = self._object_count = 0
        self._things: Any = Weakly()  # what is outside: (object, type)
        self.thread_of: Any = Weakly()  # of a task, that it waits for
        self._main_exit: int | None = None
        self._lines = Lines(self, sources) if lines else None
        header = {"grove_trace": 1, "source": library, "dialect": dialect, "detail": "lines" if lines else "steps",
                  "title": sources.title, "program": sources.lines}
        sink(header if len(sources.files) == 1 else {**header, "files": sources.files})
        self._root = self._idle = self.emit("run_started", None)
        self.hand_over()  # killed from here on, it leaves a record

    def current(self) -> Any:
        """The task whose step it is, if it is shown."""
        raise NotImplementedError

    def emit(self, kind: str, cause: int | None, **fields: Any) -> int:
        return self.event(kind, cause, fields)

    def failed(self) -> None:
        if self.strict:
            raise
        if not self.closed:
            self.closed = True
            sys.stderr.write("grove: the recorder failed; the record ends here\n"
                             + traceback.format_exc())

    def claims_run(self) -> bool:
        """Whether the run that this thread is about to begin is recorded: no other one is then."""
        with self._lock:
            if self.at_work or self.closed:
                return False
            # What is in no run comes of the last one's end.
            self._thread, self.at_work, self._idle = get_ident(), True, self._root
        if self._lines is not None:
            self._lines.begin()
        return True

    def ends_run(self) -> None:
        self.at_work, self._step = False, None
        if self._lines is not None:
            self._lines.end()
        self._idle = self._root if self._main_exit is None else self._main_exit

    def is_here(self) -> bool:
        """Whether this is the thread of the run: what others do is not its steps."""
        return get_ident() == self._thread

    def cause(self) -> int:
        if self._because is not None:
            return self._because
        return self._idle if self._step is None else self._step

    def because(self, event: int) -> _Because:
        return _Because(self, event)

    def line(self, frame: FrameType | None) -> int:
        """The innermost line of the program that the frame is at or was called from; 0: a task of
        the library's own code alone, which the program's call of the library does not call."""
        while frame is not None:
            line = self._sources.line_in(frame)
            if line is not None:
                return line
            frame = None if frame.f_code is self.OUTERMOST else frame.f_back
        return 0

    def innermost(self, frames: Iterable[FrameType]) -> int:
        """The last of the lines of the program that they are at; 0 if there is none."""
        lines = [self._sources.line_in(frame) for frame in frames]
        return next((line for line in reversed(lines) if line is not None), 0)

    def label_for(self, name: str) -> str:
        uses = self._uses_of_name[name] = self._uses_of_name.get(name, 0) + 1
        if uses == 1 and not self._is_taken(name):
            return name
        while True:
            label = f"{name}#{uses}"
            if uses > 1 and label not in self._uses_of_name:
                return label
            uses = self._uses_of_name[name] = uses + 1  # somebody gave a task this very name

    def _is_taken(self, name: str) -> bool:
        """Whether it is what another task of that name was called here."""
        own, _, number = name.rpartition("#")
        return number.isdecimal() and number[0] != "0" and \
            1 < int(number) <= self._uses_of_name.get(own, 0)

    # ---- what is outside ----

    def line_of(self, task: Any) -> int:
        """The line of the program that a task stands at."""
        raise NotImplementedError

    def new_object(self) -> int:
        self._object_count += 1
        return self._object_count - 1

    def thing(self, wait: Any, task: Any) -> int:
        """The object of the `thing` of a Wait (grove_names.py), made known where a task waits for it
        for the first time. A thread is another one each time."""
        number = told = None
        if wait.type != "thread":
            number, told = self._things.get(wait.thing, (None, None))
        if number is None:
            number = self.new_object()
            self.emit("object_created", self.cause(), object=number, type=wait.type,
                      task=self._tasks.get(task), line=self.line_of(task), state=wait.state)
        elif told != wait.type:
            self._thing_changed(number, wait.type, task, "connected", wait.state)
        if wait.type == "thread":
            self.thread_of[task] = number
        else:
            self._things[wait.thing] = (number, wait.type)
        return number

    def _thing_changed(self, number: int, kind: str, task: Any, op: str, state: Any) -> None:
        self.emit("object_changed", self.cause(), object=number, type=kind,
                  task=self._tasks.get(task), line=self.line_of(task), op=op, state=state)

    def left_thread(self, task: Any, is_cancelled: bool) -> None:
        """The task goes on: its thread has ended, unless it was left to itself."""
        number = self.thread_of.pop(task)
        if not is_cancelled:
            self._thing_changed(number, "thread", task, "end", {"state": "done"})

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
        number = _number_in(exc)
        return {"exception": self._raised(task, exc) if number is None else number}

    def new_exception(self) -> int:
        self._exception_count += 1
        return self._exception_count - 1

    def _member(self, task: Any, exc: BaseException) -> Event:
        """A group's own members are told by its own event, unless it has none."""
        field = self.exception_field(task, exc)
        if not field:
            return self.describe(exc)
        return {**field, "type": type(exc).__name__, "message": message_of(exc)}

    def _raised(self, task: Any, exc: BaseException) -> int:
        more: Event = {}
        if isinstance(exc, BaseExceptionGroup):
            more["members"] = [self._member(task, member) for member in exc.exceptions]
        number = self.new_exception()
        _set_number_in(exc, number)
        trace, line = exc.__traceback__, self.line(sys._getframe())
        while trace is not None:
            at = self._sources.line_at(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            line = line if at is None else at
            trace = trace.tb_next
        self.emit("exception_raised", self.cause(), task=self._tasks.get(task),
                  exception=number, type=type(exc).__name__, message=message_of(exc), line=line, **more)
        return number

    # ---- what the program says and draws; the end ----

    def printed(self, text: str) -> None:
        if self.is_putting_in():
            self._late.append(text)
            return
        self.tell_late()
        here = self.is_here()
        self.emit("printed", self.cause() if here else self._root,
                  task=self._tasks.get(self.current()) if here else None, text=text.removesuffix("\n"))

    def tell_late(self) -> None:
        """What a signal's handler printed while an event was put in."""
        late, self._late = self._late, []
        for text in late:
            self.emit("printed", self._root, task=None, text=text.removesuffix("\n"))

    def drew(self, function: str, result: object) -> None:
        if not self.is_here() or self.is_putting_in():
            return
        self.emit("drew", self.cause(), task=self._tasks.get(self.current()), function=function,
                  result=repr(result), line=self.line(sys._getframe()))

    def finish(self, outcome: str, exc: BaseException | None) -> None:
        self.tell_late()
        cause = self.count - 1 if self._main_exit is None else self._main_exit
        self.emit("run_finished", cause, outcome=outcome,
                  exception=None if exc is None else self.describe(exc))
        self.closed = True
        self.end()
