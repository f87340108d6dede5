"""CPython's asyncio, pinned, so that a run can be repeated step for step.

What makes a run differ from the next is replaced:
- the clock: time starts at 0 and stands still, except that it goes straight to the next timer when
  nothing is ready. Times are whole nanoseconds, as in Grove;
- timers that are due at the same time are called in the order in which they were made: on a real
  clock no two are ever due together, and the heap would turn them about (semantics G2);
- asyncio's own sets are gone through in order of insertion (G11, G15), the weak one of
  asynchronous generators among them;
- the network: the simulated one (assets/grove_network.py), under asyncio's own transports; names
  are looked up at once, as Grove's threads do that take no time;
- threads, processes and files: simulated ones (grove_asyncio_threads.py, grove_files.py);
- luck: random is seeded.
The rest is as installed. It is done for good, so a process has one such run.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import inspect
import itertools
import linecache
import math
import os
import random
import selectors
import signal
import socket
import sys
import time
import weakref
from asyncio import base_events, events, selector_events, taskgroups, tasks
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from grove_asyncio import watching
from grove_asyncio_record import HELPERS, AsyncioRecorder
from grove_asyncio_threads import Outside
from grove_files import Files
from grove_job import STATUS_DEADLOCK, Ending, Job, ending_of, set_knobs
from grove_network import Network
from grove_outbox import Sink
from grove_sets import InOrder, WeakInOrder
from grove_sockets import Sockets
from grove_sources import Sources

Emit = Callable[..., None]


# A display makes a real set whatever the module says a set is.
_AS_COMPLETED = compile(
    inspect.getsource(tasks.as_completed).replace(
        "{ensure_future(f, loop=loop) for f in set(fs)}",
        "set(ensure_future(f, loop=loop) for f in set(fs))"), tasks.__file__, "exec")


class Seconds(float):
    """A time whose sums are on the grid of whole nanoseconds."""

    def __add__(self, other: Any) -> Any:
        total = float.__add__(self, other)
        return total if total is NotImplemented else Seconds(on_grid(total))

    __radd__ = __add__


def on_grid(seconds: float) -> float:
    try:
        return round(seconds * 1e9) / 1e9
    except (OverflowError, ValueError):
        return seconds


class TimerHandle(events.TimerHandle):
    numbers = itertools.count()

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._number = next(self.numbers)

    def __lt__(self, other: Any) -> bool:
        return (self._when, self._number) < (other._when, other._number)


class Clock:
    def __init__(self) -> None:
        self.now = Seconds(0.0)

    def jump(self, when: float) -> None:
        self.now = Seconds(on_grid(when))


class _Select:
    """In place of the loop's selector: waiting moves the clock."""

    def __init__(self, loop: Any, real: Any) -> None:
        self._loop, self._real = loop, real
        self._keys: dict[int, selectors.SelectorKey] = {}  # of sockets of the network

    def _number(self, file: Any) -> Any:
        return file if isinstance(file, int) else file.fileno()

    def get_key(self, file: Any) -> selectors.SelectorKey:
        fd = self._number(file)
        return self._keys[fd] if fd in self._keys else self._real.get_key(file)

    def get_map(self) -> Any:
        return {**self._real.get_map(), **self._keys}

    def register(self, file: Any, events: int, data: Any = None) -> Any:
        fd = self._number(file)
        if self._loop.pin.network.numbers.get(fd) is None:
            return self._real.register(file, events, data)
        self._keys[fd] = selectors.SelectorKey(file, fd, events, data)
        return self._keys[fd]

    def modify(self, file: Any, events: int, data: Any = None) -> Any:
        if self._number(file) not in self._keys:
            return self._real.modify(file, events, data)
        return self.register(file, events, data)

    def unregister(self, file: Any) -> Any:
        fd = self._number(file)
        return self._keys.pop(fd) if fd in self._keys else self._real.unregister(file)

    def select(self, timeout: float | None) -> list[Any]:
        pin = self._loop.pin
        threads = pin.outside_world.threads
        threads.run_ready()
        come = self._real_events()  # of a signal, a process, or another thread's call
        if come:
            return come
        if timeout is None or timeout > 0:
            ready = self._ready()
            if ready:
                return ready
            when = min(self._loop._scheduled[0]._when if timeout is not None else math.inf,
                       pin.network.next_time(), pin.next_input(), threads.next_wakeup())
            if when == math.inf:
                pin.stop("deadlock")
            if pin.until is not None and when > pin.until:
                pin.stop("limit")
            pin.clock.jump(when)
            pin.do_inputs()
            threads.run_ready()
        return self._real_events() or self._ready()

    def _real_events(self) -> list[Any]:
        return sorted(self._real.select(0), key=lambda each: each[0].fd)

    def _ready(self) -> list[Any]:
        """In the order of their numbers."""
        network = self._loop.pin.network
        network.settle()
        found = []
        for fd in sorted(self._keys):
            socket, key = network.numbers.get(fd), self._keys[fd]
            if socket is None:
                continue
            events = selectors.EVENT_READ if network.readable(socket) else 0
            events |= selectors.EVENT_WRITE if network.writable(socket) else 0
            if events & key.events:
                found.append((key, events & key.events))
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Pin:
    """One run's clock, and what is told of its tasks: emit(kind, task number, …) at a time.
    `stop(outcome)` ends it from outside, `deadlock` or `limit`, and does not return: the loop would
    go on with its shutdown."""

    def __init__(self, emit: Emit, stop: Callable[[str], None],
                 until: float | None = None, acts: Iterable[dict[str, Any]] = (),
                 network: dict[str, Any] | None = None,
                 inputs: Iterable[dict[str, Any]] = (), tells: bool = True,
                 files: dict[str, Any] | None = None,
                 processes: dict[str, Any] | None = None) -> None:
        self._tells = tells  # else somebody else tells of the steps
        self.clock, self.stop, self.until = Clock(), stop, until
        self.network = Network(network or {}, lambda: float(self.clock.now))
        self.outside_world = Outside(lambda: float(self.clock.now), self.clock.jump, processes)
        self.files = Files(files or {}, self._sleep)
        self._inputs = list(inputs)  # what is done from outside at a time, not before a step
        self._acts, self._steps = list(acts), 0
        self._emit, self._count = emit, itertools.count()
        # Weakly: what becomes of a task when nobody holds it any more is part of the run.
        self._numbers: Any = weakref.WeakKeyDictionary()
        # By whom else tells of the steps: a task by its label, and that somebody acts from outside.
        self.find: Callable[[str], Any] = lambda label: None
        self.outside: Callable[[dict[str, Any]], Any] = lambda act: contextlib.nullcontext()

    def _sleep(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.outside_world.sleep_until(on_grid(self.clock.now + seconds))

    def number_of(self, task: Any) -> int | None:
        """None for the helpers of the loop's own."""
        if task not in self._numbers:
            hidden = getattr(task.get_coro(), "__name__", "") in HELPERS
            self._numbers[task] = None if hidden else next(self._count)
            if not hidden and self._tells:
                self._emit("spawn", self._numbers[task])
        return self._numbers[task]

    def step_of(self, task: Any, step: Callable[..., Any]) -> Callable[..., Any]:
        number = self.number_of(task)
        if number is None or not self._tells:
            return step

        def told(*args: Any) -> None:
            self.act()
            self._emit("step", number)
            try:
                step(*args)
            finally:
                if task.done():
                    self._emit("exit", number, _outcome(task))
        return told

    def act(self) -> None:
        """What is done from outside just before the step that begins."""
        while self._acts and self._acts[0]["step"] <= self._steps:
            self._do(self._acts.pop(0))
        self._steps += 1

    def _do(self, act: dict[str, Any]) -> None:
        with self.outside(act):
            if act["do"] == "network":
                self.network.change(act)
            elif act["do"] == "file":
                self.files.change(act["path"], act["latency"])
            elif act["do"] == "signal":
                signal.raise_signal(signal.Signals[act["name"]])
            elif act["do"] == "interrupt":
                signal.raise_signal(signal.SIGINT)
            else:
                self._cancel(act)

    def _cancel(self, act: dict[str, Any]) -> None:
        task = self.find(act["task"]) if "number" not in act else next(
            (task for task, number in self._numbers.items() if number == act["number"]), None)
        if task is not None:
            task.cancel()

    def next_input(self) -> float:
        return min((each["at"] for each in self._inputs), default=math.inf)

    def do_inputs(self) -> None:
        while self._inputs and self._inputs[0]["at"] <= self.clock.now:
            self._do(self._inputs.pop(0))

    def new_loop(self) -> Any:
        loop = _UnixSelectorEventLoop()
        loop.pin = self
        loop._asyncgens = WeakInOrder()
        loop._selector = _Select(loop, loop._selector)
        return loop

    def install(self, seed: int) -> None:
        """For good: this is done in a process of its own."""
        random.seed(seed)
        time.sleep = self._sleep
        self.outside_world.install()
        for name in ("time", "monotonic", "perf_counter"):
            setattr(time, name, lambda: float(self.clock.now))
        asyncio.DefaultEventLoopPolicy._loop_factory = lambda policy: self.new_loop()
        tasks.set = taskgroups.set = base_events.set = InOrder
        sockets: Any = Sockets(self.network)
        sockets.socketpair = socket.socketpair  # the loop wakes itself with one
        base_events.socket = selector_events.socket = sockets
        what_programs_import: Any = Sockets(self.network)
        sys.modules["socket"] = what_programs_import
        exec(_AS_COMPLETED, tasks.__dict__)
        asyncio.as_completed = tasks.as_completed
        real = tasks.all_tasks

        def all_tasks(loop: Any = None) -> InOrder:
            found = real(events.get_running_loop() if loop is None else loop)
            return InOrder(task for task in self._numbers if task in found)

        tasks.all_tasks = asyncio.all_tasks = all_tasks


def _outcome(task: Any) -> str:
    if task.cancelled():
        return "cancelled"
    return "ok" if task._exception is None else "error"


def run_program(job: Job, sink: Sink, close: Callable[[], None]) -> Ending:
    """Runs the program as `__main__`, pinned, its record going to `sink`. A run that is stopped from
    outside (`until`, a deadlock) ends this process: `close` is called before."""
    name = Path(job.path).name
    source = set_knobs(Path(job.path).read_text(encoding="utf-8"), job.knobs)
    code = compile(source, name, "exec", dont_inherit=True)
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)

    def stop(outcome: str) -> None:
        recorder.finish(outcome, None)
        close()
        sys.stdout.flush()
        os._exit(0 if outcome == "limit" else STATUS_DEADLOCK)

    acts = [each for each in job.inputs if "step" in each]
    timed = sorted((each for each in job.inputs if "step" not in each), key=lambda each: each["at"])
    pin = Pin(lambda *_: None, stop, job.until, acts, job.network, timed, tells=False,
              files=job.files, processes=job.processes or None)
    pin.install(job.seed)
    recorder = AsyncioRecorder(sink, Sources(name, source), lambda: round(pin.clock.now * 1e9))
    recorder.strict = True
    pin.find, pin.outside, recorder.before_step = recorder.find, recorder.outside, pin.act
    sys.argv, sys.path[0] = [job.path], str(Path(job.path).resolve().parent)
    folder = contextlib.nullcontext() if job.files is None else pin.files.applied()
    with watching(recorder), folder:
        ending = ending_of(lambda: exec(code, {"__name__": "__main__", "__file__": name}))
    recorder.finish(ending.outcome, ending.exception)
    return ending


class _UnixSelectorEventLoop(asyncio.SelectorEventLoop):
    pin: Pin

    def time(self) -> float:
        return self.pin.clock.now

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:
        if getattr(func, "__name__", "") != "getaddrinfo":
            return super().run_in_executor(executor, func, *args)
        future = self.create_future()

        def finish() -> None:
            if future.done():
                return
            try:
                future.set_result(func(*args))
            except OSError as error:
                future.set_exception(error)
        self.call_soon(finish)
        return future

    def call_soon(self, callback: Any, *args: Any, context: Any = None) -> Any:
        task = getattr(callback, "__self__", None)
        name = type(callback).__name__
        if isinstance(task, asyncio.Task) and (
                name == "TaskStepMethWrapper" or getattr(callback, "__name__", "") == "task_wakeup"):
            callback = self.pin.step_of(task, callback)
        return super().call_soon(callback, *args, context=context)

    def call_at(self, when: float, callback: Any, *args: Any, context: Any = None) -> Any:
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        timer = TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


assert base_events.BaseEventLoop in _UnixSelectorEventLoop.__mro__
