"""What asyncio does in threads and processes, in simulated time, for a pinned run
(grove_pin_asyncio): concurrent.futures on simulated locks and queues, and subprocesses from the
scenario's table.
"""

from __future__ import annotations

import asyncio
import concurrent.futures._base
import concurrent.futures.thread
import math
import os
import queue
import subprocess
import threading
from asyncio import base_events, events
from collections import deque
from collections.abc import Callable
from typing import Any

from grove_processes import Popen, Processes
from grove_threads import Threads


class _Waiting:
    """Those who wait for the same: threads, in the order in which they came, or the rest of the
    program, which stands still meanwhile."""

    def __init__(self, world: Outside) -> None:
        self._world = world
        self._threads: deque[Any] = deque()

    def wait(self, is_so: Callable[[], bool], timeout: float | None) -> bool:
        world = self._world
        until = math.inf if timeout is None else round((world.now() + timeout) * 1e9) / 1e9
        while not is_so():
            if world.now() >= until:
                return False
            thread = world.threads.current
            if thread is None:
                world.stand_still(until, is_so)
                continue
            self._threads.append(thread)
            if until == math.inf:
                world.threads.wait()
            else:
                world.threads.sleep(until)
            if thread in self._threads:
                self._threads.remove(thread)
        return True

    def wake(self, count: float = math.inf) -> None:
        while self._threads and count > 0:
            self._world.threads.wake(self._threads.popleft())
            count -= 1


class _Condition:
    def __init__(self, world: Outside) -> None:
        self._waiting, self._count = _Waiting(world), 0

    def __enter__(self) -> bool:
        return True

    acquire = release = lambda self, *args: True

    def __exit__(self, *exc_info: Any) -> None:
        pass

    def wait(self, timeout: float | None = None) -> bool:
        before = self._count
        return self._waiting.wait(lambda: self._count > before, timeout)

    def notify_all(self) -> None:
        self._count += 1
        self._waiting.wake()

    notify = notify_all


class _Event:
    def __init__(self, world: Outside) -> None:
        self._waiting, self._on = _Waiting(world), False

    def is_set(self) -> bool:
        return self._on

    def set(self) -> None:
        self._on = True
        self._waiting.wake()

    def clear(self) -> None:
        self._on = False

    def wait(self, timeout: float | None = None) -> bool:
        return self._waiting.wait(self.is_set, timeout)


class _Queue:
    def __init__(self, world: Outside) -> None:
        self._waiting, self._items = _Waiting(world), deque[Any]()

    def put(self, item: Any) -> None:
        self._items.append(item)
        self._waiting.wake(1)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        if not block and not self._items:
            raise queue.Empty
        if not self._waiting.wait(lambda: bool(self._items), timeout):
            raise queue.Empty
        return self._items.popleft()

    def get_nowait(self) -> Any:
        return self.get(block=False)


class _Thread:
    def __init__(self, world: Outside, group: None = None, target: Any = None, name: Any = None,
                 args: Any = (), kwargs: Any = None, *, daemon: Any = None) -> None:
        self._world, self._waiting, self._over = world, _Waiting(world), False
        self._call, self.name = (target, args, kwargs or {}), name

    def start(self) -> None:
        target, args, kwargs = self._call

        def run() -> None:
            target(*args, **kwargs)
            self._over = True
            self._waiting.wake()

        self._world.threads.begin(run, self.name)

    def join(self, timeout: float | None = None) -> None:
        self._waiting.wait(lambda: self._over, timeout)


class _Named:
    """A module with some names replaced."""

    def __init__(self, module: Any, **replaced: Any) -> None:
        self.__dict__.update(replaced)
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


class _Popen(Popen):
    """With pipes of its own, as subprocess makes them."""

    def __init__(self, owner: Processes, args: Any, *, stdin: Any = None, stdout: Any = None,
                 stderr: Any = None, **options: Any) -> None:
        self._ours: list[Any] = []  # both ends of the pipes that were made here
        self.stdin: Any = None
        if stdin == subprocess.PIPE:
            stdin, self.stdin = self._pipe()
        self.stdout, stdout = self._readable(stdout)
        if stderr == subprocess.STDOUT:
            self.stderr, stderr = None, stdout
        else:
            self.stderr, stderr = self._readable(stderr)
        super().__init__(owner, args, stdin=stdin, stdout=stdout, stderr=stderr, **options)
        for end in {id(end): end for end in (stdin, stdout, stderr)}.values():
            if end in self._ours:
                end.close()
        self.told: list[Callable[[], None]] = []

    def _readable(self, kind: Any) -> tuple[Any, Any]:
        if kind != subprocess.PIPE:
            return None, kind
        return self._pipe()

    def _pipe(self) -> tuple[Any, Any]:
        read, write = os.pipe()
        ends = os.fdopen(read, "rb", 0), os.fdopen(write, "wb", 0)
        self._ours += ends
        return ends

    def ended(self) -> None:
        for tell in self.told:
            tell()


class _Watcher(asyncio.AbstractChildWatcher):
    def __init__(self, living: dict[int, _Popen]) -> None:
        self._living = living

    def __enter__(self) -> _Watcher:
        return self

    def __exit__(self, *exc_info: Any) -> None:
        pass

    def add_child_handler(self, pid: int, callback: Any, *args: Any) -> None:
        loop, popen = asyncio.get_running_loop(), self._living[pid]
        popen.told.append(lambda: loop.call_soon_threadsafe(callback, pid, popen._ended, *args))

    def remove_child_handler(self, pid: int) -> bool:
        return True

    def attach_loop(self, loop: Any) -> None:
        pass

    def is_active(self) -> bool:
        return True

    def close(self) -> None:
        pass


class Outside:
    """`now` tells the time in seconds, `jump` sets it."""

    def __init__(self, now: Callable[[], float], jump: Callable[[float], None],
                 processes: dict[str, Any] | None) -> None:
        self.now, self._jump = now, jump
        self.threads = Threads(now)
        self._table = processes

    def sleep_until(self, until: float) -> None:
        until = round(until * 1e9) / 1e9  # as the clock goes
        if self.threads.current is not None:
            self.threads.sleep(until)
        else:
            self.threads.stand_still(until, self._jump)

    def stand_still(self, until: float, is_so: Callable[[], bool]) -> None:
        """Up to the next thing that a thread does, at most until then."""
        self.threads.run_ready()
        if is_so():
            return
        when = min(self.threads.next_wakeup(), until)
        if when == math.inf:
            raise RuntimeError("this waits for what never comes by itself")
        if when > self.now():
            self._jump(when)
            self.threads.run_ready()

    def install(self) -> None:
        """For good."""
        def of(kind: type[Any]) -> Callable[..., Any]:
            return lambda *args, **kwargs: kind(self, *args, **kwargs)

        simulated: Any = _Named(threading, Thread=of(_Thread), Condition=of(_Condition),
                                Event=of(_Event))
        pools: Any = concurrent.futures.thread
        pools.threading = concurrent.futures._base.threading = base_events.threading = simulated
        pools.queue = _Named(queue, SimpleQueue=of(_Queue))
        os.cpu_count = lambda: 28  # for the 32 threads that a pool has at most
        if self._table is not None:
            self._install_processes(Processes(self._table, self.threads, self.now,
                                              self.sleep_until))

    def _install_processes(self, processes: Processes) -> None:
        living: dict[int, _Popen] = {}

        def popen(args: Any, **options: Any) -> _Popen:
            made = _Popen(processes, args, **options)
            living[made.pid] = made
            return made

        replaced: Any = popen
        subprocess.Popen = replaced
        events.get_child_watcher = lambda: _Watcher(living)
