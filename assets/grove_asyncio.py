"""Records a run of a real asyncio program as a Grove record (JSON Lines).

A program in one file, from the command line; its own arguments stand behind it:

    python3 grove_asyncio.py --record run.jsonl PROGRAM.py [ARGUMENT …]

From inside a program of one's own:

    import grove_asyncio
    with grove_asyncio.recording("run.jsonl", program=__file__):
        asyncio.run(main())

Recorded, under the names Grove's engine uses: tasks with those that created them, their steps, what
they wait for and who wakes them, cancellations, groups, timeouts, gathers, the exceptions that tasks
end with and those that nobody asks for, prints, draws from `random`. Not recorded: lines, exceptions
that never leave a task, and what the objects hold for which tasks wait; nor which tasks are
orphans, since only the program knows what it will still ask for.

Asyncio is only watched: what is replaced calls the original with the same arguments, and neither
tasks nor callbacks are wrapped. Needs CPython 3.11 or later.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dis
import functools
import json
import runpy
import sys
from asyncio import base_events, events, taskgroups, tasks, timeouts
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any
from weakref import WeakKeyDictionary

from grove_events import Event, Events, Sink
from grove_job import Ending, Job, ending_of, traceback_text
from grove_program import program_watchers, replaced

# What a blocked task waits for: the word for the outermost of these functions it is in.
_WAITS = {
    ("asyncio.locks", "Event.wait"): "event",
    ("asyncio.locks", "Lock.acquire"): "lock",
    ("asyncio.locks", "Semaphore.acquire"): "semaphore",
    ("asyncio.locks", "Condition.wait"): "condition",
    ("asyncio.locks", "Barrier.wait"): "barrier",
    ("asyncio.queues", "Queue.get"): "queue-get",
    ("asyncio.queues", "Queue.put"): "queue-put",
    ("asyncio.taskgroups", "TaskGroup.__aexit__"): "nursery",
    ("asyncio.streams", "StreamReader._wait_for_data"): "receive",
    ("asyncio.streams", "FlowControlMixin._drain_helper"): "send",
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_connect"): "connect",
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_accept"): "accept",
    ("asyncio.threads", "to_thread"): "thread",
}
HELPERS = ("shutdown_asyncgens", "shutdown_default_executor")  # of a loop's own end


class _Weak(WeakKeyDictionary):  # type: ignore[type-arg]
    """What becomes of a task when nobody holds it any more is part of the run."""

    def get(self, key: Any, default: Any = None) -> Any:
        return default if key is None else super().get(key, default)


class AsyncioRecorder(Events):
    """Turns what asyncio does into events."""

    CANCELLED = asyncio.CancelledError

    def __init__(self, sink: Sink, program: str, source: str,
                 now: Callable[[], int] | None = None) -> None:
        library = f"asyncio {'.'.join(map(str, sys.version_info[:3]))}"
        super().__init__(sink, program, source, library, "asyncio", now)
        self._tasks: Any = _Weak()
        self.labels: Any = _Weak()
        self._hidden: Any = _Weak()
        self._running: Any = None
        self._scheduled: Any = _Weak()  # what made a task runnable
        self._blocked: Any = _Weak()  # (event, until) of the last block
        self._asked: Any = _Weak()  # requests to cancel that were told
        self._requested: Any = _Weak()  # the event of one that was not yet delivered
        self._awaits: Any = _Weak()  # what a task's `await` waits for: {"task": 3}
        self._ended: Any = _Weak()  # task_exited
        self._unwinding: Any = _Weak()  # (the event, the CancelledError's number): not yet caught
        self._group_of: Any = _Weak()  # the nursery that a task was created in
        self._causes: Any = _Weak()  # of handles: in whose course they were made
        self._objects: Any = _Weak()  # gathers
        self._children: dict[int, list[int | None]] = {}  # of gathers
        self._nurseries: Any = _Weak()  # task groups: (nursery, scope)
        self._timeouts: Any = _Weak()  # (scope, the event that set its deadline)
        self._count = 0
        self._group_in_birth: Any = None
        self._name_in_birth: str | None = None  # a task gets its name once it is made ready
        self._scope_of_request: int | None = None
        self.before_step: Callable[[], None] = lambda: None
        self._scopes = self._groups = self._object_count = 0
        self._loop_offset: dict[int, int] = {}

    # ---- tasks ----

    def current(self) -> Any:
        return self._running

    def find(self, label: str) -> Any:
        """The task of that label, or path; None if there is none."""
        wanted = label.rpartition("/")[2]
        return next((task for task, own in self.labels.items() if own == wanted), None)

    @contextlib.contextmanager
    def outside(self, what: Event) -> Iterator[None]:
        """While inside, what happens comes from outside the program."""
        with self.because(self.emit("input_applied", None, input=what, step=self.steps)):
            yield

    def _is_shown(self, task: Any) -> bool:
        """A task is met for the first time where it is first made ready."""
        if task in self._hidden:
            return False
        if task not in self._tasks:
            coroutine = task.get_coro()
            own = getattr(coroutine, "__name__", type(coroutine).__name__)
            if own in HELPERS:
                self._hidden[task] = True
                return False
            self._spawned(task, own)
        return True

    def _spawned(self, task: Any, own_name: str) -> None:
        given = self._name_in_birth or task.get_name()
        name = own_name if given.startswith("Task-") else given
        self.labels[task] = self.label_for(name)
        self._tasks[task] = self._count
        self._count += 1
        self._asked[task] = task.cancelling()
        group = self._nurseries.get(self._group_in_birth)
        if group is not None:
            self._group_of[task] = group[0]
        self._scheduled[task] = self.emit(
            "task_spawned", self.cause(), task=self._tasks[task], name=name,
            label=self.labels[task], nursery=group[0] if group else None,
            parent=self._tasks.get(self._group_in_birth._parent_task if group else self._running),
            line=self.line(sys._getframe()))

    def made_ready(self, task: Any) -> None:
        if not self._is_shown(task):
            return
        born = self._scheduled.pop(task, None)
        if task.done():
            return
        with self._after_end():
            self._look_for_requests(task)
            cause = self._waker(task) if born is None else born
        self._scheduled[task] = self.emit("task_scheduled", cause, task=self._tasks[task])

    @contextlib.contextmanager
    def _after_end(self) -> Iterator[None]:
        """What comes of a task's end happens in its last step: it is told after the end."""
        running = self._running
        if running is None or not running.done():
            yield
            return
        self._exited(running)
        with self.because(self._ended[running]):
            yield

    def _waker(self, task: Any) -> int:
        """What the task waited for itself, if nobody else is at work."""
        if self._step is None and self._because is None and task in self._blocked:
            event, until = self._blocked[task]
            return event if until is not None and until <= self.now() else self._root
        return self._requested.get(task, self.cause())

    def _look_for_requests(self, task: Any) -> None:
        """Cancelling leaves a count in a task; it is looked at whenever the task moves."""
        asked = task.cancelling()
        if asked > self._asked.get(task, 0):
            self._requested[task] = self.emit(
                "cancel_requested", self.cause(), task=self._tasks[task],
                scope=self._scope_of_request, aborted=task._fut_waiter is not None)
        self._asked[task] = asked

    @contextlib.contextmanager
    def step(self, task: Any, future: Any) -> Iterator[None]:
        """While inside, the task steps; `future` is what it waited for, if anything."""
        if not self._is_shown(task) or task.done():
            yield
            return
        self.before_step()
        self._look_for_requests(task)
        cause = self._scheduled.pop(task, self._root)
        self._step = self.emit("before_task_step", cause, task=self._tasks[task], step=self.steps)
        self.steps += 1
        self._running = task
        self._leaves_wait(task, future)
        try:
            yield
        finally:
            if task.done():
                self._exited(task)
            else:
                self._look_for_requests(task)
                self._waits(task)
            self.emit("after_task_step", self._step, task=self._tasks[task])
            self._running = self._step = None

    def _leaves_wait(self, task: Any, future: Any) -> None:
        awaited = self._awaits.pop(task, None)
        if awaited is not None:
            self.emit("await_ended", self.cause(), task=self._tasks[task], on=awaited)
        stopped = future is not None and future.done() and future.cancelled()
        request = self._requested.get(task)
        if request is not None or stopped:
            self.emit("cancel_delivered", self.cause() if request is None else request,
                      task=self._tasks[task], scope=self._scope_of_request if request is None else
                      self._scope_asked(task))
            self._requested.pop(task, None)
            self._unwinds(task)

    def _unwinds(self, task: Any) -> None:
        """CancelledError is raised in it, where it stands."""
        number = len(self._exceptions)
        self._exceptions[-1 - number] = number  # no exception's id()
        told = self.emit("exception_raised", self.cause(), task=self._tasks[task],
                         exception=number, type="CancelledError", message="",
                         line=self._line_of(task), cancellation=True)
        self._unwinding[task] = told, number

    def _may_have_caught(self, task: Any) -> None:
        """It waits again: in a handler or `finally`, or because it has caught it."""
        if task not in self._unwinding or any(map(_handles, _frames(task.get_coro()))):
            return
        told, number = self._unwinding.pop(task)
        self.emit("exception_caught", told, task=self._tasks[task], exception=number,
                  type="CancelledError", message="", line=self._line_of(task), cancellation=True)

    def _line_of(self, task: Any) -> int:
        lines = [frame.f_lineno for frame in _frames(task.get_coro())
                 if frame.f_code.co_filename == self._program]
        return lines[-1] if lines else 0

    def _scope_asked(self, task: Any) -> int | None:
        for block, (scope, _) in self._timeouts.items():
            if block._task is task and block._state.name in ("EXPIRING", "EXPIRED"):
                return scope
        for group, (_, scope) in self._nurseries.items():
            if group._aborting and (task in group._tasks or task is group._parent_task):
                return scope
        return None

    def _waits(self, task: Any) -> None:
        self._may_have_caught(task)
        waiter = task._fut_waiter
        on, more = self._wait_words(task, waiter)
        if "other" in more:
            self._awaits[task] = {"task": more["other"]}
        elif "object" in more:
            self._awaits[task] = {"object": more["object"]}
        if task in self._awaits:
            self.emit("await_started", self.cause(), task=self._tasks[task], on=self._awaits[task])
        event = self.emit("task_blocked", self.cause(), task=self._tasks[task], on=on, **more)
        self._blocked[task] = (event, more.get("until"))

    def _wait_words(self, task: Any, waiter: Any) -> tuple[str, Event]:
        for frame in _frames(task.get_coro()):
            module, name = frame.f_globals.get("__name__", ""), frame.f_code.co_qualname
            if (module, name) == ("asyncio.tasks", "sleep"):
                timer = frame.f_locals.get("h")
                until = None if timer is None else self._on_our_clock(timer)
                return ("reschedule", {}) if until is None else ("sleep", {"until": until})
            word = _WAITS.get((module, name))
            if word == "nursery":
                group = self._nurseries.get(frame.f_locals.get("self"))
                return word, {} if group is None else {"nursery": group[0]}
            if word is not None:
                return word, {}
        if waiter is None:
            return "reschedule", {}
        if isinstance(waiter, asyncio.Task) and waiter in self._tasks:
            return "task", {"other": self._tasks[waiter]}
        if waiter in self._objects:
            return "gather", {"object": self._objects[waiter]}
        return "future", {}

    def _on_our_clock(self, timer: Any) -> int:
        loop = timer._loop
        offset = self._loop_offset.setdefault(id(loop), round(loop.time() * 1e9) - self.now())
        return round(timer.when() * 1e9) - offset

    def _exited(self, task: Any) -> None:
        if task in self._ended:
            return
        # Reading the exception would count as asking for it: then nobody would hear of its loss.
        exc = None if task.cancelled() else task._exception
        word = "cancelled" if task.cancelled() else "ok" if exc is None else "error"
        more = self.exception_field(task, exc)
        self._ended[task] = self.emit("task_exited", self.cause(), task=self._tasks[task],
                                      outcome=word, **more)
        if self._tasks[task] == 0:
            self._main_exit = self._ended[task]
        self._tell_waiters(task, more)

    def _tell_waiters(self, task: Any, what: Event) -> None:
        """Who hears of its exception; it is kept in the task if nobody waits."""
        if not what:
            return
        number = self._tasks[task]
        hears: list[Any] = [{"task": self._tasks[other]} for other, on in self._awaits.items()
                            if on == {"task": number}]
        hears += [{"object": gather} for gather, children in self._children.items()
                  if number in children]
        if task in self._group_of:
            hears.append({"nursery": self._group_of[task]})
        if number == 0:
            hears.append("run")
        for to in hears:
            self.emit("exception_propagated", self._ended[task], **what,
                      **{"from": number, "to": to})
        if not hears:
            self.emit("exception_stored", self._ended[task], **what, task=number)

    # ---- callbacks: each goes on where it was made ----

    def handle_made(self, handle: Any) -> None:
        task = _task_of(handle)
        if task is not None:
            self.made_ready(task)
            return
        with self._after_end():
            self._causes[handle] = self.cause()

    def run_handle(self, handle: Any, run: Callable[[Any], None]) -> None:
        task = _task_of(handle)
        if task is None:
            with self.because(self._causes.pop(handle, self._root)):
                run(handle)
            return
        future = handle._args[0] if handle._args else None
        with self.step(task, future):
            run(handle)

    # ---- gathers, groups, timeouts ----

    def gathered(self, outer: Any, children: list[Any]) -> None:
        self._objects[outer] = self._object_count
        self._object_count += 1
        numbers = [self._tasks.get(child) if isinstance(child, asyncio.Task) else None
                   for child in children]
        self._children[self._objects[outer]] = numbers
        self.emit("object_created", self.cause(), object=self._objects[outer], type="gather",
                  task=self._tasks.get(self._running), line=self.line(sys._getframe()),
                  state={"children": numbers})

    def group_opened(self, group: Any) -> None:
        if self._running is None:
            return
        line = self.line(sys._getframe())
        nursery, scope = self._groups, self._scope_opened("TaskGroup", None, line)
        self._groups += 1
        self._nurseries[group] = (nursery, scope)
        self.emit("nursery_opened", self.cause(), nursery=nursery, scope=scope, line=line,
                  task=self._tasks[self._running])

    def _scope_opened(self, how: str, deadline: int | None, line: int) -> int:
        scope = self._scopes
        self._scopes += 1
        self._opened = self.emit("scope_opened", self.cause(), scope=scope, parent=None, how=how,
                                 task=self._tasks[self._running], deadline=deadline, shield=False,
                                 line=line)
        return scope

    def group_closing(self, group: Any) -> None:
        if group in self._nurseries and group._tasks:
            self._emit_group("nursery_closing", group)

    def group_closed(self, group: Any) -> None:
        if group not in self._nurseries:
            return
        self._emit_group("nursery_closed", group)
        _, scope = self._nurseries[group]
        self.emit("scope_closed", self.cause(), scope=scope, cancelled_caught=group._aborting)

    def _emit_group(self, kind: str, group: Any) -> None:
        nursery, scope = self._nurseries[group]
        self.emit(kind, self.cause(), nursery=nursery, scope=scope,
                  task=self._tasks[group._parent_task], line=self.line(sys._getframe()))

    @contextlib.contextmanager
    def birth(self, group: Any, name: object) -> Iterator[None]:
        before = self._group_in_birth, self._name_in_birth
        self._group_in_birth, self._name_in_birth = group, None if name is None else str(name)
        try:
            yield
        finally:
            self._group_in_birth, self._name_in_birth = before

    @contextlib.contextmanager
    def cancelling(self, scope: int | None, reason: str, cause: int,
                   task: Any = None) -> Iterator[None]:
        """While inside, whoever is cancelled is so because of the scope."""
        if scope is None:
            yield
            return
        event = self.emit("scope_cancelled", cause, scope=scope, reason=reason, text=None,
                          task=self._tasks.get(task))
        before, self._scope_of_request = self._scope_of_request, scope
        try:
            with self.because(event):
                yield
                for other in [each for each in self._tasks if not each.done()]:
                    self._look_for_requests(other)
        finally:
            self._scope_of_request = before

    def timeout_opened(self, block: Any) -> None:
        if self._running is None:
            return
        handler = block._timeout_handler
        deadline = None if handler is None or not hasattr(handler, "when") else \
            self._on_our_clock(handler)
        scope = self._scope_opened("timeout", deadline, self.line(sys._getframe()))
        self._timeouts[block] = (scope, self._opened)

    def timeout_changed(self, block: Any) -> None:
        if block not in self._timeouts:
            return
        handler = block._timeout_handler
        scope, _ = self._timeouts[block]
        deadline = None if handler is None or not hasattr(handler, "when") else \
            self._on_our_clock(handler)
        self._timeouts[block] = (scope, self.emit("scope_changed", self.cause(), scope=scope,
                                                  deadline=deadline, shield=False))

    def timeout_closed(self, block: Any) -> None:
        if block in self._timeouts:
            self.emit("scope_closed", self.cause(), scope=self._timeouts[block][0],
                      cancelled_caught=block.expired())

    def scope_of(self, block: Any) -> tuple[int | None, int]:
        """The scope of a group or timeout, and the event that set what ends it."""
        if block in self._nurseries:
            return self._nurseries[block][1], self.cause()
        return self._timeouts.get(block, (None, self._root))

    # ---- what nobody asks for ----

    def reported(self, context: dict[str, Any]) -> None:
        exc, future = context.get("exception"), context.get("future") or context.get("task")
        if exc is None or not str(context.get("message", "")).endswith("was never retrieved"):
            return
        field = self.exception_field(future, exc)
        if field:
            self.emit("exception_never_retrieved", self.cause(), **field,
                      task=self._tasks.get(future) if isinstance(future, asyncio.Task) else None)


def _task_of(handle: Any) -> Any:
    """The task of which the callback is a step."""
    callback = handle._callback
    task = getattr(callback, "__self__", None)
    is_step = type(callback).__name__ == "TaskStepMethWrapper" or getattr(
        callback, "__name__", "") in ("task_wakeup", "__step", "__wakeup", "_Task__step",
                                      "_Task__wakeup")
    return task if is_step and isinstance(task, asyncio.Task) else None


def _frames(coroutine: Any) -> Iterator[FrameType]:
    """Of what the task awaits, from its own function inwards."""
    while coroutine is not None:
        frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "ag_frame", None) or \
            getattr(coroutine, "gi_frame", None)
        if frame is None:
            return
        yield frame
        coroutine = getattr(coroutine, "cr_await", None) or getattr(
            coroutine, "ag_await", None) or getattr(coroutine, "gi_yieldfrom", None)


@functools.cache
def _handlers(code: CodeType) -> list[tuple[int, int]]:
    """Where it is in an `except` or `finally` that an exception led to: what cleans up after such a
    block covers it, and begins with the exception's state on the stack."""
    operations = {each.offset: each.opname for each in dis.get_instructions(code)}
    table = getattr(dis, "_parse_exception_table", lambda _: [])  # CPython's own, from 3.11 on
    return [(entry.start, entry.end) for entry in table(code)
            if operations.get(entry.target) == "COPY"]


def _handles(frame: FrameType) -> bool:
    return any(start <= frame.f_lasti < end for start, end in _handlers(frame.f_code))


def _watchers(recorder: AsyncioRecorder) -> dict[tuple[object, str], object]:
    """What is replaced, each with its watched version."""
    loop, group, timeout = base_events.BaseEventLoop, taskgroups.TaskGroup, timeouts.Timeout
    call_soon, run, report = loop.call_soon, events.Handle._run, loop.call_exception_handler
    call_at, gather = loop.call_at, tasks.gather
    enter_group, leave_group, abort = group.__aenter__, group.__aexit__, group._abort
    create, create_in_group = tasks.create_task, group.create_task
    enter, leave, expire, reschedule = (timeout.__aenter__, timeout.__aexit__, timeout._on_timeout,
                                        timeout.reschedule)

    def watched_call_soon(self: Any, callback: Any, *args: Any, context: Any = None) -> Any:
        handle = call_soon(self, callback, *args, context=context)
        recorder.handle_made(handle)
        return handle

    def watched_call_at(self: Any, when: Any, callback: Any, *args: Any,
                        context: Any = None) -> Any:
        handle = call_at(self, when, callback, *args, context=context)
        recorder.handle_made(handle)
        return handle

    def watched_run(self: Any) -> None:
        recorder.run_handle(self, run)

    def watched_report(self: Any, context: Any) -> None:
        recorder.reported(context)
        report(self, context)

    def watched_gather(*futures: Any, **more: Any) -> Any:
        outer = gather(*futures, **more)
        children = getattr(outer, "_children", None)
        if children is not None:
            recorder.gathered(outer, list(children))
        return outer

    async def watched_enter_group(self: Any) -> Any:
        entered = await enter_group(self)
        recorder.group_opened(self)
        return entered

    async def watched_leave_group(self: Any, *error: Any) -> Any:
        recorder.group_closing(self)
        try:
            return await leave_group(self, *error)
        finally:
            recorder.group_closed(self)

    def watched_abort(self: Any) -> None:
        scope, cause = recorder.scope_of(self)
        with recorder.cancelling(scope, "nursery", cause, recorder.current()):
            abort(self)

    def watched_create_in_group(self: Any, coro: Any, **more: Any) -> Any:
        with recorder.birth(self, more.get("name")):
            return create_in_group(self, coro, **more)

    def watched_create(coro: Any, **more: Any) -> Any:
        with recorder.birth(None, more.get("name")):
            return create(coro, **more)

    async def watched_enter(self: Any) -> Any:
        entered = await enter(self)
        recorder.timeout_opened(self)
        return entered

    async def watched_leave(self: Any, *error: Any) -> Any:
        try:
            return await leave(self, *error)
        finally:
            recorder.timeout_closed(self)

    def watched_expire(self: Any) -> None:
        scope, cause = recorder.scope_of(self)
        with recorder.cancelling(scope, "deadline", cause):
            expire(self)

    def watched_reschedule(self: Any, when: Any) -> None:
        reschedule(self, when)
        recorder.timeout_changed(self)

    return {
        (loop, "call_soon"): watched_call_soon, (loop, "call_at"): watched_call_at,
        (loop, "call_exception_handler"): watched_report, (events.Handle, "_run"): watched_run,
        (tasks, "gather"): watched_gather, (asyncio, "gather"): watched_gather,
        (group, "__aenter__"): watched_enter_group, (group, "__aexit__"): watched_leave_group,
        (group, "_abort"): watched_abort, (group, "create_task"): watched_create_in_group,
        (tasks, "create_task"): watched_create, (asyncio, "create_task"): watched_create,
        (timeout, "__aenter__"): watched_enter, (timeout, "__aexit__"): watched_leave,
        (timeout, "_on_timeout"): watched_expire, (timeout, "reschedule"): watched_reschedule,
    }


@contextlib.contextmanager
def watching(recorder: AsyncioRecorder) -> Iterator[None]:
    """While inside, every event loop is recorded."""
    with replaced({**_watchers(recorder), **program_watchers(recorder)}):
        yield


@contextlib.contextmanager
def recording(path: str, program: str) -> Iterator[AsyncioRecorder]:
    """Records the loops that run inside into a file. `program` is the file to show lines of."""
    source = Path(program).read_text(encoding="utf-8")
    with open(path, "w", encoding="utf-8") as out:
        recorder = AsyncioRecorder(lambda event: print_line(event, out), program, source)
        try:
            with watching(recorder):
                yield recorder
        except BaseException as exc:
            recorder.finish("interrupted" if isinstance(exc, KeyboardInterrupt) else "error", exc)
            raise
        recorder.finish("ok", None)


def print_line(event: Event, out: Any) -> None:
    out.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Record a run of an asyncio program for Grove.")
    parser.add_argument("--record", metavar="OUT.jsonl", required=True)
    parser.add_argument("--pinned", action="store_true", help="simulated time, repeatable order")
    parser.add_argument("--seed", type=int, default=0, help="of random, in a pinned run")
    parser.add_argument("--until", type=float, metavar="SECONDS", help="end of a pinned run")
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], dest="knobs",
                        help="another value for a constant of the program, in a pinned run")
    parser.add_argument("--input", metavar="JSON", action="append", default=[], type=json.loads,
                        dest="inputs", help="what is done from outside, in a pinned run")
    parser.add_argument("--network", metavar="JSON", default={}, type=json.loads,
                        help="what is outside, as in a scenario, for a pinned run")
    parser.add_argument("program", help="the Python file to run")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="of the program's own")
    args = parser.parse_args()
    try:
        Path(args.program).read_text(encoding="utf-8")
        open(args.record, "a", encoding="utf-8").close()
        return _record_pinned(args) if args.pinned else _record(args)
    except (OSError, SyntaxError, ValueError) as problem:
        parser.error(str(problem))


def _record(args: argparse.Namespace) -> int:
    sys.argv = [args.program, *args.arguments]
    sys.path[0] = str(Path(args.program).resolve().parent)

    def run() -> None:
        with recording(args.record, args.program):
            runpy.run_path(args.program, run_name="__main__")
    return _told(ending_of(run))


def _record_pinned(args: argparse.Namespace) -> int:
    import grove_pin_asyncio  # it needs this module

    job = Job(args.program, args.seed, dict(knob.split("=", 1) for knob in args.knobs),
              "spawn-order", args.until, True, args.inputs, args.network)
    with open(args.record, "w", encoding="utf-8") as out:
        return _told(grove_pin_asyncio.run_program(job, lambda event: print_line(event, out),
                                                   out.flush))


def _told(ending: Ending) -> int:
    """What was uncaught is printed as Python does, without the frames of what started it here."""
    if ending.exception is not None and not isinstance(ending.exception, SystemExit):
        here = str(Path(__file__).parent)
        sys.stderr.write(traceback_text(ending.exception, lambda file: not file.startswith(
            (here, "<frozen runpy>"))))
    return ending.status


if __name__ == "__main__":
    sys.exit(main())
