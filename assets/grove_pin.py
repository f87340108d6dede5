"""Runs a program file under real Trio, so that it can be repeated step for step.

Three things make a run of Trio differ from the next; a pinned run replaces each of them:
- the clock: time starts at 0 and stands still, except that it goes straight to the next deadline
  when nothing can run (Trio's MockClock). Times are whole nanoseconds: Trio adds deadlines up as
  floats, by which 0.1 + 0.1 + 0.1 would come later than 0.3;
- the order within a batch of tasks: a named policy instead of a coin;
- luck: random is seeded.
Where Trio goes through a set, it goes in order of insertion; deadlines at the same instant expire
in the order they were set. That decides in which order tasks are told, not when they step, but it
makes the record the same every time. The rest of Trio is as installed. `time.sleep` and the clocks
of `time` use the simulated time, and Trio's worker threads run in it too (grove_threads).
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import linecache
import math
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import trio
import trio.testing
from trio._core import _asyncgens, _run

import grove_epoll
from grove_files import Files
from grove_job import (Ending, Job, Schedule, StopRun, ending_of, set_knobs, signals_put_back,
                       traceback_text)
from grove_network import Network
from grove_outbox import Sink
from grove_processes import Processes
from grove_program import replaced
from grove_record import Recorder
from grove_sets import InOrder, WeakInOrder
from grove_sources import Sources
from grove_threads import Threads
from grove_watch import watching

def to_grid(seconds: float) -> float:
    """The nearest whole nanosecond, ties to even. Infinities and NaN stay."""
    # An int is on the grid already, and prints as one.
    on_grid = isinstance(seconds, int) or not math.isfinite(seconds)
    return seconds if on_grid else round(seconds * 1e9) / 1e9


def _order(schedule: Schedule, recorder: Recorder) -> Any:
    """What stands in for Trio's random generator. Trio sorts a batch by age, calls shuffle(batch)
    and takes the tasks from the end."""
    if schedule == "spawn-order":
        return SimpleNamespace(shuffle=list.reverse)
    if schedule == "reversed":
        return SimpleNamespace(shuffle=lambda batch: None)
    if isinstance(schedule, str):
        kind, _, seed = schedule.partition(":")
        if kind != "shuffled" or not seed.isdecimal():
            raise ValueError(f"no such schedule: {schedule!r}; "
                             "there are spawn-order, reversed and shuffled:SEED")
        return random.Random(int(seed))
    batches = iter(schedule)

    def listed_first(batch: list[Any]) -> None:
        shown = [task for task in batch if task in recorder.labels]
        wanted = next(batches, []) if len(shown) > 1 else []
        place = {label: i for i, label in enumerate(wanted)}
        batch.sort(key=lambda task: place.get(recorder.labels.get(task), len(place)))
        batch.reverse()
    return SimpleNamespace(shuffle=listed_first)


class Outside(trio.abc.Instrument):
    """Does what the outside world does, each thing at its moment between two steps."""

    _KNOWN = ("cancel", "interrupt", "deadline", "shield", "signal", "network", "file")

    def __init__(self, inputs: list[dict[str, Any]], recorder: Recorder,
                 now: Callable[[], float], network: Network, files: Files) -> None:
        wrong = [each for each in inputs if each["do"] not in self._KNOWN]
        if wrong:
            raise ValueError(f"real Trio cannot be made to do this from outside: {wrong[0]}")
        self._waiting, self._recorder, self._now = list(inputs), recorder, now
        self._network, self._files = network, files

    def before_task_step(self, task: Any) -> None:
        if task not in self._recorder.labels:
            return
        context = _run.GLOBAL_RUN_CONTEXT
        # Nobody's step: the task that is to run has not begun it.
        del context.task
        try:
            self._do_all(self._due())
        finally:
            context.task = task

    def next_time(self, stuck: bool) -> float:
        """When something is due though nothing can run. What waits for a step alone goes on waiting,
        unless nothing will ever run by itself."""
        return min((max(each.get("at", 0), self._now()) for each in self._due(math.inf)
                    if stuck or "at" in each), default=math.inf)

    def idle(self, stuck: bool) -> None:
        self._do_all([each for each in self._due() if stuck or "at" in each])

    def _due(self, now: float | None = None) -> list[dict[str, Any]]:
        now = self._now() if now is None else now
        return [each for each in self._waiting
                if each.get("step", 0) <= self._recorder.steps and each.get("at", 0) <= now]

    def _do_all(self, due: list[dict[str, Any]]) -> None:
        self._waiting = [each for each in self._waiting if each not in due]
        for each in due:
            with self._recorder.outside(each):
                self._do(each)

    def _do(self, what: dict[str, Any]) -> None:
        if what["do"] == "interrupt":
            _run.GLOBAL_RUN_CONTEXT.runner.deliver_ki()
            return
        if what["do"] == "signal":
            signal.raise_signal(signal.Signals[what["name"]])
            return
        if what["do"] == "network":
            self._network.change(what)
            return
        if what["do"] == "file":
            self._files.change(what["path"], what["latency"])
            return
        scope = self._recorder.scope_named(what["scope"])
        if scope is None or scope._cancel_status is None:
            return
        if what["do"] == "cancel":
            scope.cancel()
        elif what["do"] == "shield" and scope.shield != what["to"]:
            scope.shield = what["to"]
        elif what["do"] == "deadline" and not scope._cancel_called:
            deadline = math.inf if what["to"] is None else what["to"]
            if scope.deadline != deadline:
                scope.deadline = deadline


class Pin:
    """The simulated clock and the fixed order of one run; one clock for all its `trio.run`."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._clock = trio.testing.MockClock(autojump_threshold=0)
        self._threads = Threads(self._seconds)
        self._network = Network(job.network, self._seconds)
        self.files = Files(job.files or {}, self._sleep)
        self._processes = Processes(job.processes, self._threads, self._seconds,
                                    lambda until: self._threads.sleep(to_grid(until)))

    def now(self) -> int:
        return round(self._clock._virtual_base * 1e9)

    def _seconds(self) -> float:
        return self._clock._virtual_base

    def _sleep(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        until = to_grid(self._clock._virtual_base + seconds)
        if self._threads.current is not None:
            self._threads.sleep(until)
        else:
            self._threads.stand_still(until, self._go_to)

    def _go_to(self, seconds: float) -> None:
        self._clock._virtual_base = seconds

    @contextlib.contextmanager
    def applied(self, recorder: Recorder) -> Iterator[None]:
        run = trio.run
        outside = Outside(self._job.inputs, recorder, self._seconds, self._network, self.files)
        self._clock._autojump = lambda: self._jump(recorder, outside)

        def pinned_run(*args: Any, clock: object = None, instruments: Any = (),
                       **more: Any) -> Any:
            try:
                return run(*args, clock=self._clock, instruments=[outside, *instruments], **more)
            except trio.TrioInternalError as exc:
                if isinstance(exc.__cause__, StopRun):
                    raise exc.__cause__ from None
                raise

        clocks = {(time, name): self._seconds for name in ("time", "monotonic", "perf_counter")}
        with replaced({(trio, "run"): pinned_run, (time, "sleep"): self._sleep, **clocks,
                       (_run, "_ALLOW_DETERMINISTIC_SCHEDULING"): True,
                       (_run, "_r"): _order(self._job.schedule, recorder),
                       **(self._processes.patches() if self._job.processes else {}),
                       **self._threads.patches(), **grove_epoll.patches(self._network),
                       **_deadlines_on_grid(), **_sets_in_order()}):
            yield

    def _jump(self, recorder: Recorder, outside: Outside) -> None:
        """Nothing can run: on to the next deadline, exactly, or to what comes from outside."""
        deadlines = _run.GLOBAL_RUN_CONTEXT.runner.deadlines
        of_threads, before = self._threads.next_wakeup(), self.now()
        deadline = min(deadlines.next_deadline(), of_threads, self._network.next_time())
        stuck = deadline == math.inf
        comes = outside.next_time(stuck)
        if comes < deadline and (self._job.until is None or comes <= self._job.until):
            if comes > self._seconds():
                self._clock._virtual_base = comes
                recorder.clock_jumped(before, None)
            outside.idle(stuck)
            return
        if stuck:
            raise StopRun("deadlock")
        if self._job.until is not None and deadline > self._job.until:
            self._clock._virtual_base = max(self._seconds(), to_grid(self._job.until))
            recorder.emit("limit_reached", recorder.cause(), limit="until", value=self.now())
            raise StopRun("limit")
        self._clock._virtual_base = deadline
        is_of_scope = deadline == deadlines.next_deadline()
        recorder.clock_jumped(before, deadlines._heap[0][2] if is_of_scope else None)


def _deadlines_on_grid() -> dict[tuple[object, str], object]:
    """Rounds the deadline of a scope wherever it is written."""
    scope = _run.CancelScope
    made, enter = scope.__attrs_post_init__, scope.__enter__
    deadline, relative = scope.deadline, scope.relative_deadline

    def made_on_grid(self: Any) -> None:
        made(self)
        self._deadline = to_grid(self._deadline)

    def enter_on_grid(self: Any) -> Any:
        if not self._has_been_entered and self._relative_deadline != math.inf:
            self._deadline = to_grid(trio.current_time() + self._relative_deadline)
            self._relative_deadline = math.inf
        return enter(self)

    def write_deadline(self: Any, value: float) -> None:
        deadline.fset(self, to_grid(value))

    def write_relative(self: Any, value: float) -> None:
        relative.fset(self, value)
        if self._has_been_entered:
            deadline.fset(self, to_grid(self._deadline))

    return {(scope, "__attrs_post_init__"): made_on_grid, (scope, "__enter__"): enter_on_grid,
            (scope, "deadline"): property(deadline.fget, write_deadline),
            (scope, "relative_deadline"): property(relative.fget, write_relative)}


def _sets_in_order() -> dict[tuple[object, str], object]:
    made_status, made_event = _run.CancelStatus.__attrs_post_init__, trio.Event.__init__
    made_nursery = _run.Nursery.__init__
    install_hooks = _asyncgens.AsyncGenerators.install_hooks
    vars(_asyncgens).setdefault("set", set)  # so that there is something to be replaced
    registrations = itertools.count()

    def status_in_order(self: Any) -> None:
        self._children, self._tasks = InOrder(), InOrder()
        made_status(self)

    def nursery_in_order(self: Any, *args: Any) -> None:
        made_nursery(self, *args)
        self._children = InOrder()

    def event_in_order(self: Any) -> None:
        made_event(self)
        self._tasks = InOrder()

    def generators_in_order(self: Any, runner: Any) -> None:
        self.alive, self.trailing_needs_finalize = WeakInOrder(), InOrder()
        install_hooks(self, runner)

    def add_in_order(self: Any, deadline: float, scope: Any) -> None:
        heapq.heappush(self._heap, (deadline, next(registrations), scope))
        self._active += 1

    return {(_run.CancelStatus, "__attrs_post_init__"): status_in_order,
            (_run.Nursery, "__init__"): nursery_in_order,
            (trio.Event, "__init__"): event_in_order,
            (_asyncgens.AsyncGenerators, "install_hooks"): generators_in_order,
            (_asyncgens, "set"): InOrder, (_asyncgens, "_ASYNC_GEN_SET"): InOrder,
            (_run.Deadlines, "add"): add_in_order}


def run_program(job: Job, sink: Sink) -> Ending:
    """Runs the program as `__main__`, its record going to `sink`. Problems with the job itself
    (no such file, knob or schedule, no Python) are raised before anything runs."""
    name = Path(job.path).name
    source = set_knobs(Path(job.path).read_text(encoding="utf-8"), job.knobs)
    code = compile(source, name, "exec", dont_inherit=True)
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    pin = Pin(job) if job.pinned else None
    recorder = Recorder(sink, Sources(name, source), pin.now if pin else None, names_scopes=True)
    recorder.strict = True
    with contextlib.ExitStack() as stack:
        if pin is not None:
            stack.enter_context(pin.applied(recorder))
            if job.files is not None:
                stack.enter_context(pin.files.applied())
            stack.enter_context(signals_put_back())
            random.seed(job.seed)
        stack.enter_context(watching(recorder))
        stack.enter_context(replaced({
            (sys, "argv"): [job.path],
            (sys, "path"): [str(Path(job.path).resolve().parent), *sys.path]}))
        ending = ending_of(lambda: exec(code, {"__name__": "__main__", "__file__": name}))
    recorder.finish(ending.outcome, ending.exception)
    return ending
