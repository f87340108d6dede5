"""AsyncioRecorder: what asyncio does, as the events of a Grove record. grove_asyncio.py calls it where
something happens.
"""

from __future__ import annotations

import asyncio
import contextlib
import dis
import functools
import sys
from collections.abc import Callable, Iterator
from threading import get_ident
from types import CodeType, FrameType
from typing import Any

from grove_asyncio_waits import Waits
from grove_events import Events, frames_of, guarded
from grove_outbox import SCHEDULED, STEP_BEGINS, STEP_ENDS, Event, Sink
from grove_sources import Sources
from grove_weakly import Weakly

# What steps an asynchronous generator has no name of its own.
_OF_GENERATORS = {"async_generator_asend": "asend", "async_generator_athrow": "aclose"}
HELPERS = ("shutdown_asyncgens", "shutdown_default_executor", "_connect_pipes")  # of a loop's own


class _Known:
    """What was told of a task. Each step asks for most of it: it is found at once."""

    __slots__ = ("number", "scheduled", "blocked", "asked", "requested", "awaits", "ended", "unwinding")

    def __init__(self, number: int, asked: int) -> None:
        self.number = number
        self.scheduled: int | None = None  # what made it runnable
        self.blocked: tuple[int, int | None] | None = None  # (event, until) of the last block
        self.asked = asked  # requests to cancel that were told
        self.requested: int | None = None  # the event of one that was not yet delivered
        self.awaits: Event | None = None  # what its `await` waits for: {"task": 3}
        self.ended: int | None = None  # task_exited
        self.unwinding: tuple[int, int] | None = None  # (event, number) of a CancelledError, not yet caught


class AsyncioRecorder(Events):
    """Turns what asyncio does into events."""

    CANCELLED = asyncio.CancelledError
    LOOP = asyncio.BaseEventLoop.run_forever.__code__

    def __init__(self, sink: Sink, sources: Sources,
                 now: Callable[[], int] | None = None, lines: bool = False) -> None:
        library = f"asyncio {'.'.join(map(str, sys.version_info[:3]))}"
        super().__init__(sink, sources, library, "asyncio", now, lines)
        self._hidden: Any = Weakly()
        self._running: Any = None
        self._known: Any = Weakly()  # of tasks that are shown: _Known
        self._group_of: Any = Weakly()  # the nursery that a task was created in
        self._causes: Any = Weakly()  # of handles: in whose course they were made
        self._objects: Any = Weakly()  # gathers
        self._children: Any = Weakly()  # of gathers
        self._nurseries: Any = Weakly()  # task groups: (nursery, scope)
        self._open: Any = Weakly()  # scopes that a task has open, outside first
        self._timeouts: Any = Weakly()  # (scope, the event that set its deadline)
        self._mains: Any = Weakly()  # what a run was begun with
        self._main_in_birth = False
        self._group_in_birth: Any = None
        self._name_in_birth: str | None = None  # a task gets its name once it is made ready
        self._scope_of_request: int | None = None
        self.before_step: Callable[[], None] = lambda: None
        self._waits = Waits()
        self._scopes = self._groups = 0
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

    def _known_of(self, task: Any) -> _Known | None:
        """A task is met for the first time where it is first made ready; None: it is not shown."""
        known: _Known | None = self._known.get(task)
        if known is not None or task in self._hidden:
            return known
        coroutine = task.get_coro()
        kind = type(coroutine).__name__
        own = getattr(coroutine, "__name__", _OF_GENERATORS.get(kind, kind))
        if own not in HELPERS:
            return self._spawned(task, own)
        self._hidden[task] = True
        return None

    def _spawned(self, task: Any, own_name: str) -> _Known:
        given = self._name_in_birth or task.get_name()
        name = own_name if given.startswith("Task-") else given
        self.labels[task] = self.label_for(name)
        self._tasks[task] = number = self.task_count
        self.task_count += 1
        if self._main_in_birth:
            self._mains[task], self._main_in_birth = True, False
        self._known[task] = known = _Known(number, task.cancelling())
        group = self._nurseries.get(self._group_in_birth)
        if group is not None:
            self._group_of[task] = group[0]
        known.scheduled = self.emit(
            "task_spawned", self.cause(), task=number, name=name,
            label=self.labels[task], nursery=group[0] if group else None,
            parent=self._tasks.get(self._group_in_birth._parent_task if group else self._running),
            line=self.line(sys._getframe()))
        return known

    def main_is(self, future: Any) -> None:
        """A run is begun with it; a coroutine is about to become a task."""
        self._thread = get_ident()
        self._main_in_birth = not isinstance(future, asyncio.Future)
        if isinstance(future, asyncio.Task):
            self._mains[future] = True

    def made_ready(self, task: Any) -> None:
        known = self._known_of(task)
        if known is None:
            return
        born, known.scheduled = known.scheduled, None
        if task.done():
            return
        if self._running is not None and self._running.done():
            with self._after_end():
                cause = self._woken(task, known, born)
        else:
            cause = self._woken(task, known, born)
        known.scheduled = self.brief(SCHEDULED, cause, known.number)

    def _woken(self, task: Any, known: _Known, born: int | None) -> int:
        self._look_for_requests(task, known)
        return self._waker(known) if born is None else born

    @contextlib.contextmanager
    def _after_end(self) -> Iterator[None]:
        """What comes of a task's end happens in its last step: it is told after the end."""
        running = self._running
        if running is None or not running.done():
            yield
            return
        with self.because(self._exited(running)):
            yield

    def _waker(self, known: _Known) -> int:
        """What the task waited for itself, if nobody else is at work."""
        if self._step is None and self._because is None and known.blocked is not None:
            event, until = known.blocked
            return event if until is not None and until <= self.now() else self._root
        return self.cause() if known.requested is None else known.requested

    def _look_for_requests(self, task: Any, known: _Known) -> None:
        """Cancelling leaves a count in a task; it is looked at whenever the task moves."""
        asked = task.cancelling()
        if asked == known.asked:
            return
        if asked > known.asked:
            known.requested = self.emit(
                "cancel_requested", self.cause(), task=known.number,
                scope=self._scope_of_request, aborted=task._fut_waiter is not None)
        known.asked = asked

    def _step_begins(self, task: Any, future: Any) -> _Known | None:
        """`future` is what the task waited for, if anything. What _step_ends() is to be called with;
        None if it is not."""
        known = self._known_of(task)
        if known is None or task.done():
            return None
        self.before_step()
        if self._late:
            self.tell_late()
        self._look_for_requests(task, known)
        cause, known.scheduled = known.scheduled, None
        self._step = self.brief(STEP_BEGINS, self._root if cause is None else cause, known.number,
                                self.steps)
        self.steps += 1
        self._running = task
        self._leaves_wait(task, known, future)
        return known

    def _step_ends(self, task: Any, known: _Known) -> None:
        if self._lines is not None:
            self._lines.sum_up()
        if task.done():
            self._exited(task)
        else:
            self._look_for_requests(task, known)
            self._blocks(task, known)
        step = self._step
        assert step is not None
        self.brief(STEP_ENDS, step, known.number)
        self._running = self._step = None

    def _leaves_wait(self, task: Any, known: _Known, future: Any) -> None:
        if known.awaits is not None:
            self.emit("await_ended", self.cause(), task=known.number, on=known.awaits)
            known.awaits = None
        stopped = future is not None and future.done() and future.cancelled()
        request = known.requested
        if task in self.thread_of:
            self.left_thread(task, request is not None or stopped)
        if request is not None or stopped:
            self.emit("cancel_delivered", self.cause() if request is None else request,
                      task=known.number, scope=self._scope_of_request if request is None else
                      self._scope_asked(task))
            known.requested = None
            self._unwinds(task, known)

    def _unwinds(self, task: Any, known: _Known) -> None:
        """CancelledError is raised in it, where it stands."""
        number = self.new_exception()
        told = self.emit("exception_raised", self.cause(), task=known.number,
                         exception=number, type="CancelledError", message="",
                         line=self.line_of(task), cancellation=True)
        known.unwinding = told, number

    def _may_have_caught(self, task: Any, known: _Known) -> None:
        """It waits again: in a handler or `finally`, or because it has caught it."""
        if known.unwinding is None or any(map(_handles, frames_of(task.get_coro()))):
            return
        (told, number), known.unwinding = known.unwinding, None
        self.emit("exception_caught", told, task=known.number, exception=number,
                  type="CancelledError", message="", line=self.line_of(task), cancellation=True)

    def line_of(self, task: Any) -> int:
        return self.innermost(frames_of(task.get_coro()))

    def _scope_asked(self, task: Any) -> int | None:
        for block, (scope, _) in self._timeouts.items():
            if block._task is task and block._state.name in ("EXPIRING", "EXPIRED"):
                return scope
        for group, (_, scope) in self._nurseries.items():
            if group._aborting and (task in group._tasks or task is group._parent_task):
                return scope
        return None

    def _blocks(self, task: Any, known: _Known) -> None:
        self._may_have_caught(task, known)
        on, more = self._wait_words(task, task._fut_waiter)
        if "other" in more:
            known.awaits = {"task": more["other"]}
        elif on == "gather":
            known.awaits = {"object": more["object"]}
        if known.awaits is not None:
            self.emit("await_started", self.cause(), task=known.number, on=known.awaits)
        event = self.event("task_blocked", self.cause(), {"task": known.number, "on": on, **more})
        known.blocked = event, more.get("until")

    def _wait_words(self, task: Any, waiter: Any) -> tuple[str, Event]:
        wait = self._waits.of(task)
        if wait is None:
            return self._words_of(waiter)
        if wait.on == "sleep":
            until = self._on_our_clock(wait.thing)
            return "sleep", {"until": until}
        if wait.on == "nursery":
            group = self._nurseries.get(wait.nursery)
            return wait.on, {} if group is None else {"nursery": group[0]}
        return wait.on, {} if wait.thing is None else {"object": self.thing(wait, task)}

    @guarded
    def listens(self, socket: Any) -> None:
        self._waits.sockets.listens(socket)

    def _words_of(self, waiter: Any) -> tuple[str, Event]:
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

    def _exited(self, task: Any) -> int:
        """Gives its event."""
        known: _Known = self._known[task]
        if known.ended is not None:
            return known.ended
        # Reading the exception would count as asking for it: then nobody would hear of its loss.
        exc = None if task.cancelled() else task._exception
        word = "cancelled" if task.cancelled() else "ok" if exc is None else "error"
        more = self.exception_field(task, exc)
        known.ended = ended = self.emit("task_exited", self.cause(), task=known.number, outcome=word,
                                        **more)
        if task in self._mains:
            self._main_exit = ended
        self._tell_waiters(task, known, more)
        return ended

    def _tell_waiters(self, task: Any, known: _Known, what: Event) -> None:
        """Who hears of its exception; it is kept in the task if nobody waits."""
        if not what:
            return
        number = known.number
        waiting = [other for other in self._known.values() if other.awaits == {"task": number}]
        waiting.sort(key=lambda other: other.blocked)  # as they began to
        hears: list[Any] = [{"task": other.number} for other in waiting]
        hears += [{"object": self._objects[gather]} for gather, children in self._children.items()
                  if number in children]
        if task in self._group_of:
            hears.append({"nursery": self._group_of[task]})
        if task in self._mains:
            hears.append("run")
        for to in hears:
            self.emit("exception_propagated", known.ended, **what, **{"from": number, "to": to})
        if not hears:
            self.emit("exception_stored", known.ended, **what, task=number)

    # ---- callbacks: each goes on where it was made ----

    @guarded
    def handle_made(self, handle: Any) -> None:
        task = _task_of(handle)
        if task is not None:
            self.made_ready(task)
        elif self._running is None or not self._running.done():
            self._causes[handle] = self.cause()
        else:
            with self._after_end():
                self._causes[handle] = self.cause()

    def run_handle(self, handle: Any, run: Callable[[Any], None]) -> None:
        if get_ident() != self._thread or self.closed:
            return run(handle)
        task = _task_of(handle)
        if task is None:
            before, self._because = self._because, self._causes.pop(handle, self._root)
            try:
                run(handle)
            finally:
                self._because = before
            return
        known = None
        try:  # as `guarded`, at the price of fewer calls
            known = self._step_begins(task, handle._args[0] if handle._args else None)
        except Exception:
            self.failed()
        try:
            run(handle)
        finally:
            if known is not None and not self.closed:
                try:
                    self._step_ends(task, known)
                except Exception:
                    self.failed()

    # ---- gathers, groups, timeouts ----

    @guarded
    def gathered(self, outer: Any, children: list[Any]) -> None:
        self._objects[outer] = self.new_object()
        numbers = [self._tasks.get(child) if isinstance(child, asyncio.Task) else None
                   for child in children]
        self._children[outer] = numbers
        self.emit("object_created", self.cause(), object=self._objects[outer], type="gather",
                  task=self._tasks.get(self._running), line=self.line(sys._getframe()),
                  state={"children": numbers})

    @guarded
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
        open_scopes = self._open.setdefault(self._running, [])
        parent = open_scopes[-1] if open_scopes else self._scope_of_group(self._running)
        open_scopes.append(scope)
        self._opened = self.event("scope_opened", self.cause(), {
            "scope": scope, "parent": parent, "how": how, "task": self._tasks[self._running],
            "deadline": deadline, "shield": False, "line": line})
        return scope

    def _scope_of_group(self, task: Any) -> int | None:
        """Of the group that the task was created in."""
        nursery = self._group_of.get(task)
        return next((scope for number, scope in self._nurseries.values() if number == nursery),
                    None)

    def _scope_closed(self, task: Any, scope: int, caught: bool) -> None:
        if scope in self._open.get(task, []):
            self._open[task].remove(scope)
        self.event("scope_closed", self.cause(), {"scope": scope, "cancelled_caught": caught})

    @guarded
    def group_closing(self, group: Any) -> None:
        if group in self._nurseries and group._tasks:
            self._emit_group("nursery_closing", group)

    @guarded
    def group_closed(self, group: Any) -> None:
        if group not in self._nurseries:
            return
        self._emit_group("nursery_closed", group)
        self._scope_closed(group._parent_task, self._nurseries[group][1], group._aborting)

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
        if scope is None or not self.is_here():
            yield
            return
        event = self.emit("scope_cancelled", cause, scope=scope, reason=reason, text=None,
                          task=self._tasks.get(task))
        before, self._scope_of_request = self._scope_of_request, scope
        try:
            with self.because(event):
                yield
                self._look_at_all()
        finally:
            self._scope_of_request = before

    @guarded
    def _look_at_all(self) -> None:
        for other, known in self._known.items():
            if not other.done():
                self._look_for_requests(other, known)

    @guarded
    def timeout_opened(self, block: Any) -> None:
        if self._running is None:
            return
        handler = block._timeout_handler
        deadline = None if handler is None or not hasattr(handler, "when") else \
            self._on_our_clock(handler)
        scope = self._scope_opened("timeout", deadline, self.line(sys._getframe()))
        self._timeouts[block] = (scope, self._opened)

    @guarded
    def timeout_changed(self, block: Any) -> None:
        if block not in self._timeouts:
            return
        handler = block._timeout_handler
        scope, _ = self._timeouts[block]
        deadline = None if handler is None or not hasattr(handler, "when") else \
            self._on_our_clock(handler)
        self._timeouts[block] = (scope, self.emit("scope_changed", self.cause(), scope=scope,
                                                  deadline=deadline, shield=False))

    @guarded
    def timeout_closed(self, block: Any) -> None:
        if block in self._timeouts:
            self._scope_closed(block._task, self._timeouts[block][0], block.expired())

    def scope_of(self, block: Any) -> tuple[int | None, int]:
        """The scope of a group or timeout, and the event that set what ends it."""
        if block in self._nurseries:
            return self._nurseries[block][1], self.cause()
        return self._timeouts.get(block, (None, self._root))

    # ---- what nobody asks for ----

    @guarded
    def reported(self, context: dict[str, Any]) -> None:
        exc, future = context.get("exception"), context.get("future") or context.get("task")
        if exc is None or not str(context.get("message", "")).endswith("was never retrieved"):
            return
        field = self.exception_field(future, exc)
        if field:
            self.emit("exception_never_retrieved", self.cause(), **field,
                      task=self._tasks.get(future) if isinstance(future, asyncio.Task) else None)


_STEPS = {"task_wakeup", "__step", "__wakeup", "_Task__step", "_Task__wakeup"}


def _task_of(handle: Any) -> Any:
    """The task of which the callback is a step."""
    callback = handle._callback
    task = getattr(callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return None
    is_step = type(callback).__name__ == "TaskStepMethWrapper" or \
        getattr(callback, "__name__", "") in _STEPS
    return task if is_step else None


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
