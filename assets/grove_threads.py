"""Worker threads in simulated time, for a pinned run: Trio's (grove_pin), and those of
concurrent.futures (grove_asyncio_threads).

Real threads, of which at most one runs at a time: between two passes of the loop, or while other
code stands still in `time.sleep`; from where it was to where it sleeps, waits or ends.
Those that may run take turns in the order in which they became able to.
"""

from __future__ import annotations

import heapq
import itertools
import math
import threading
from collections import deque
from collections.abc import Callable
from typing import Any


class Threads:
    """`now` tells the simulated time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ready: deque[_Thread] = deque()
        self._sleepers: list[tuple[float, int, _Thread]] = []
        self._order = itertools.count()
        self._handed_back = threading.Semaphore(0)
        self._watched: list[tuple[Callable[[], bool], _Thread]] = []
        self.current: _Thread | None = None

    def start(self, function: Callable[[], Any], deliver: Callable[[Any], None],
              name: str | None = None) -> None:
        import outcome

        self.begin(lambda: deliver(outcome.capture(function)), name)

    def begin(self, function: Callable[[], Any], name: str | None = None) -> _Thread:
        self._ready.append(_Thread(function, self, name))
        return self._ready[-1]

    def run_ready(self) -> None:
        while True:
            while self._sleepers and self._sleepers[0][0] <= self._now():
                self._ready.append(heapq.heappop(self._sleepers)[2])
            for watched in [each for each in self._watched if each[0]()]:
                self._watched.remove(watched)
                self._ready.append(watched[1])
            if not self._ready:
                return
            self.current = self._ready.popleft()
            self.current.go_on()
            self._handed_back.acquire()
            self.current = None

    def next_wakeup(self) -> float:
        return self._sleepers[0][0] if self._sleepers else math.inf

    def sleep(self, until: float) -> None:
        """Of a thread's code."""
        heapq.heappush(self._sleepers, (until, next(self._order), self.current))
        self.wait()

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        """Of a thread's code: until it is so, which is looked at before each pass."""
        self._watched.append((is_so, self.current))
        self.wait()

    def wake(self, thread: _Thread) -> None:
        """One that sleeps or waits goes on."""
        self._sleepers = [each for each in self._sleepers if each[2] is not thread]
        heapq.heapify(self._sleepers)
        self._watched = [each for each in self._watched if each[1] is not thread]
        if thread not in self._ready and thread is not self.current:
            self._ready.append(thread)

    def stand_still(self, until: float, jump: Callable[[float], None]) -> None:
        """Of all other code: the threads go on meanwhile."""
        own = (until, next(self._order))
        while True:
            self.run_ready()
            if not self._sleepers or own < self._sleepers[0][:2]:
                return jump(until)
            jump(self._sleepers[0][0])

    def hand_back(self) -> None:
        self._handed_back.release()

    def make_ready(self, thread: _Thread) -> None:
        self._ready.append(thread)

    def wait(self) -> None:
        """Of a thread's code: until it is made ready."""
        thread = self.current
        self.hand_back()
        thread.turn.acquire()

    def patches(self) -> dict[tuple[object, str], object]:
        """For grove_watch.replaced: Trio's ways to and from threads lead here."""
        import trio
        import trio._threads
        from trio._core import _run

        io_manager = _run.TheIOManager
        get_events, send = io_manager.get_events, trio._threads._send_message_to_trio

        def run_threads_first(manager: Any, timeout: float) -> Any:
            self.run_ready()
            return get_events(manager, timeout)

        def send_by_mailbox(token: Any, message: Any) -> Any:
            object.__setattr__(message, "queue", _Mailbox(self))
            return send(token, message)

        return {(io_manager, "get_events"): run_threads_first,
                (trio._threads, "start_thread_soon"): self.start,
                (trio._threads, "_send_message_to_trio"): send_by_mailbox}


class _Thread:
    def __init__(self, function: Callable[[], None], threads: Threads, name: str | None) -> None:
        self.turn = threading.Semaphore(0)
        self._started = False

        def run() -> None:
            try:
                function()
            finally:
                threads.hand_back()
        # A run that ends before its threads leaves them where they are.
        self._real = threading.Thread(target=run, name=name, daemon=True)

    def go_on(self) -> None:
        if self._started:
            self.turn.release()
        else:
            self._started = True
            self._real.start()


class _Mailbox:
    """Stands in for the queue through which a thread gets Trio's answer."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._things: deque[Any] = deque()
        self._waits: _Thread | None = None

    def put_nowait(self, thing: Any) -> None:
        self._things.append(thing)
        if self._waits is not None:
            self._threads.make_ready(self._waits)
            self._waits = None

    def get(self) -> Any:
        if not self._things:
            self._waits = self._threads.current
            self._threads.wait()
        return self._things.popleft()
