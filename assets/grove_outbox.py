"""Outbox: the events of a record on their way to a sink, as cheaply as it goes: a program pays for each.

    outbox = Outbox(sink, now=None)
    number = outbox.event("printed", cause, {"task": 0, "text": "…"})
    number = outbox.brief(STEP_ENDS, cause, task)      # four of five events have numbers alone
    outbox.hand_over()                                 # what waits, now

A sink is called with each event, a dictionary. One that has a method `take` is given many at once: an
event that comes PAUSE after the last time takes along what waits, and so do `most` that wait; where no
event comes, a thread does it within PULSE, so a process that is ended at any moment has lost no more
than that. (The thread alone would not do: to wake it costs a busy program more than all the rest,
since it has to let go of Python and is then not the next to run.) If it has `wants_text`, what
has numbers alone comes as its line: a text is nothing for the collector of garbage to look at, which
would come the more often.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

Event = dict[str, Any]
Sink = Callable[[Event], None]
PAUSE = 20_000_000  # nanoseconds
PULSE = 0.1  # seconds
_IDLE = 5  # pulses


class Brief:
    """A kind of event that has a task and perhaps more numbers."""

    def __init__(self, kind: str, *more: str) -> None:
        self._kind, self._names = kind, ("task", *more)
        fields = "".join(f',"{name}":%d' for name in self._names)
        self.text = f'{{"i":%d,"t":%d,"kind":"{kind}","cause":%d{fields}}}\n'  # % its numbers

    def event(self, numbers: tuple[int, ...]) -> Event:
        number, now, cause, *more = numbers
        return {"i": number, "t": now, "kind": self._kind, "cause": cause,
                **dict(zip(self._names, more))}


SCHEDULED = Brief("task_scheduled")
STEP_BEGINS = Brief("before_task_step", "step")
STEP_ENDS = Brief("after_task_step")


class Outbox:
    """Events are numbered as they come, by one thread or several. `now` gives the time in nanoseconds
    from the start; a clock of its own if None. Once `closed` it takes no more."""

    def __init__(self, sink: Sink, now: Callable[[], int] | None) -> None:
        self._zero = 0 if now else time.monotonic_ns()
        self._ticks = now or time.monotonic_ns
        self.closed = False
        self.is_forked = False
        self.count = 0  # of events
        self._waiting: list[Any] = []
        # What a signal's handler prints comes amidst one that is being put in.
        self._lock = threading.RLock()
        self._handing = threading.RLock()  # one batch behind the other
        self._take: Callable[[list[Any]], None] | None = getattr(sink, "take", None)
        self._as_text = getattr(sink, "wants_text", False)
        self._sink = sink
        self._pulse = None if self._take is None else _Pulse(self._beat)
        self._due = PAUSE  # what comes then takes along what waits
        self._most = 1 if self._take is None else sink.most  # type: ignore[attr-defined]
        _all.add(self)

    def now(self) -> int:
        return self._ticks() - self._zero

    def event(self, kind: str, cause: int | None, fields: Event) -> int:
        if self.closed:
            return self.count - 1
        with self._lock:
            try:
                number, self.count = self.count, self.count + 1
                now = self._ticks() - self._zero
                self._waiting.append({"i": number, "t": now, "kind": kind, "cause": cause, **fields})
            except BaseException:  # such as control-C: it leaves a record cut short
                self.closed = True
                raise
            waiting = len(self._waiting)
        if waiting >= self._most or now >= self._due:
            self.hand_over()
        elif waiting == 1 and self._pulse is not None:
            self._pulse.begin()
        return number

    def brief(self, form: Brief, cause: int, *numbers: int) -> int:
        if self.closed:
            return self.count - 1
        with self._lock:
            try:
                number, self.count = self.count, self.count + 1
                now = self._ticks() - self._zero
                what = (number, now, cause, *numbers)
                self._waiting.append(form.text % what if self._as_text else form.event(what))
            except BaseException:
                self.closed = True
                raise
            waiting = len(self._waiting)
        if waiting >= self._most or now >= self._due:
            self.hand_over()
        elif waiting == 1 and self._pulse is not None:
            self._pulse.begin()
        return number

    def is_putting_in(self) -> bool:
        """Whether this very thread is interrupted amidst an event."""
        return self._lock._is_owned()  # type: ignore[attr-defined]

    def hand_over(self) -> None:
        with self._handing:
            with self._lock:
                entries, self._waiting = self._waiting, []
                self._due = self._ticks() - self._zero + PAUSE
            if not entries or self.is_forked:
                return
            try:
                if self._take is not None:
                    self._take(entries)
                else:
                    for event in entries:
                        self._sink(event)
            except BaseException:
                self.closed = True
                raise

    def _beat(self) -> bool:
        """Gives whether anything has waited."""
        if not self._waiting:
            return False
        try:
            self.hand_over()
        except Exception:
            self.failed()
        return True

    def failed(self) -> None:
        """Called where an exception of the recorder's own was caught."""
        raise NotImplementedError

    def end(self) -> None:
        """Hands over what is left."""
        if self._pulse is not None:
            self._pulse.stop()
        self.hand_over()


class _Pulse:
    """Calls `beat` every PULSE seconds, from begin() until it has found nothing to do for a while. Its
    thread is none of `threading`'s, which a program may count, and is not there while the process
    forks."""

    def __init__(self, beat: Callable[[], bool]) -> None:
        self._beat = beat
        self._begun, self._stopped, self._ended = (_thread.allocate_lock() for _ in range(3))
        for lock in (self._begun, self._stopped, self._ended):
            lock.acquire()
        self._is_running = self._is_resting = False

    def begin(self) -> None:
        if not self._is_running:
            self._is_running = True
            _thread.start_new_thread(self._run, ())
        elif self._is_resting:
            self._is_resting = False
            with contextlib.suppress(RuntimeError):  # it has been told before
                self._begun.release()

    def stop(self) -> None:
        if not self._is_running:
            return
        self._stopped.release()
        self.begin()
        self._ended.acquire()
        self._stopped.acquire()
        self._is_running = False

    def _run(self) -> None:
        idle = 0
        while not self._stopped.acquire(timeout=PULSE):
            idle = 0 if self._beat() else idle + 1
            if idle < _IDLE:
                continue
            self._is_resting = True
            # What came before that was said has not woken it.
            if self._beat() or not self._stopped.locked():
                self._is_resting = False
            else:
                self._begun.acquire()
            idle = 0
        self._stopped.release()
        self._is_resting = False
        self._begun.acquire(blocking=False)
        self._ended.release()


_all: weakref.WeakSet[Outbox] = weakref.WeakSet()


def _before_fork() -> None:
    for outbox in list(_all):
        if outbox._pulse is not None and not outbox.is_forked:
            outbox._pulse.stop()
        # Nobody is to hold them in the child.
        outbox._handing.acquire()
        outbox._lock.acquire()


def _after_fork(in_child: bool) -> None:
    """What a process forked from this one does is no part of the run."""
    for outbox in list(_all):
        outbox._lock.release()
        outbox._handing.release()
        if in_child:
            outbox.closed = outbox.is_forked = True
        elif outbox._waiting and outbox._pulse is not None and not outbox.closed:
            outbox._pulse.begin()


os.register_at_fork(before=_before_fork, after_in_parent=lambda: _after_fork(False),
                    after_in_child=lambda: _after_fork(True))
