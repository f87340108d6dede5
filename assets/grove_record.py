"""Recorder: what Trio does, as the events of a Grove record.

The names of kinds and fields are those of Grove's engine (engine/record/event_kinds.def); each
event names the one that caused it. A Recorder is an instrument of Trio, for the hooks Trio has;
grove_watch.py calls it where Trio has none.
"""

from __future__ import annotations

import contextlib
import inspect
import math
import sys
import weakref
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import trio
from outcome import Error, Outcome
from trio._core import _run

from grove_events import Events, bare_name, frames_of, guarded, without_addresses
from grove_outbox import SCHEDULED, STEP_BEGINS, STEP_ENDS, Event, Sink
from grove_sources import Sources
from grove_waits import Waits
from grove_weakly import Weakly

_HELPER_TASK = "<TrioToken.run_sync_soon task>"


# What Trio calls where it opens a nursery: its own function, without what guards it from control-C.
_ENTERS_NURSERY = inspect.unwrap(_run.NurseryManager.__aenter__).__code__
_STARTS_TASK = inspect.unwrap(_run.Nursery.start).__code__


class Recorder(Events, trio.abc.Instrument):
    """Turns what Trio does into events. `trio_offset`: nanoseconds of Trio's clock at our 0.

    One run at a time, and of one thread: what goes on in another meanwhile is not recorded.
    """

    CANCELLED = trio.Cancelled
    LOOP = OUTERMOST = inspect.unwrap(_run.unrolled_run).__code__

    def __init__(self, sink: Sink, sources: Sources, now: Callable[[], int] | None = None,
                 names_scopes: bool = False, lines: bool = False) -> None:
        """`names_scopes`: somebody will ask for scopes by their names."""
        super().__init__(sink, sources, f"trio {trio.__version__}", "trio", now, lines)
        self.trio_offset = 0
        # A task is known from its birth to the end of its last step.
        self.labels, self._tasks, self.thread_of = {}, {}, {}
        self._over: set[_run.Task] = set()  # in the midst of their last step
        self.names_in_birth: list[tuple[object, object]] = []  # (function, name=), innermost last
        self._outside = False  # somebody acts on the run from outside
        self._scope_names: dict[str, Any] | None = {} if names_scopes else None
        self._scopes: Any = Weakly()
        self._scope_count = 0
        self._nurseries: Any = Weakly()
        self._nursery_count = 0
        self._nursery_of_scope: Any = Weakly()
        self._closed: Any = Weakly()  # nurseries
        # The event that made a task runnable, set a scope's deadline, asked a task to stop, or
        # was the last exit in a nursery.
        self._scheduled: dict[_run.Task, int] = {}
        self._deadline_set: dict[int, int] = {}  # of scopes that are open, by their numbers
        self._sleeps: Any = Weakly()  # of the scope inside sleep(): the task's block
        self._requested: dict[_run.Task, tuple[_run.CancelScope, int]] = {}
        self._last_exit: Any = Weakly()
        # By id(): a reason is there as long as its scope.
        self._source_of_reason: Any = weakref.WeakValueDictionary()
        self.made_relative: Any = Weakly()  # timeouts of an older Trio's
        self._waits = Waits()
        self._aborting: _run.Task | None = None
        self._aborted = False

    # ---- events ----

    @contextlib.contextmanager
    def outside(self, what: Event) -> Iterator[None]:
        """While inside, what happens comes from outside the program."""
        event = self.emit("input_applied", None, input=what, step=self.steps)
        self._outside = True
        try:
            with self.because(event):
                yield
        finally:
            self._outside = False

    def scope_named(self, name: str) -> _run.CancelScope | None:
        """"main:34", or "main/r0:34#2" for the second that this task opened there."""
        return (self._scope_names or {}).get(name.rpartition("/")[2])

    def _name_scope(self, scope: _run.CancelScope, task: _run.Task, line: int) -> None:
        if self._scope_names is None:
            return
        first = f"{self.labels[task]}:{line}"
        name, uses = first, 1
        while name in self._scope_names:
            uses += 1
            name = f"{first}#{uses}"
        self._scope_names[name] = scope

    def current(self) -> _run.Task | None:
        task = getattr(_run.GLOBAL_RUN_CONTEXT, "task", None)
        return task if task is not None and task in self.labels else None

    def deadline(self, seconds: float) -> int | str | None:
        if math.isinf(seconds):
            return None if seconds > 0 else "-inf"
        return round(seconds * 1e9) - self.trio_offset

    # ---- tasks: Trio's own hooks ----

    def before_run(self) -> None:
        clock = _run.GLOBAL_RUN_CONTEXT.runner.clock
        self.trio_offset = round(clock.current_time() * 1e9) - self.now()

    @guarded
    def task_spawned(self, task: _run.Task) -> None:
        nursery = task.parent_nursery
        if nursery is None or task.name == _HELPER_TASK:
            return
        function, given = self.names_in_birth[-1]
        name = given if isinstance(given, str) else bare_name(function if given is None else given)
        self.labels[task] = self.label_for(name)
        self._tasks[task] = self.task_count
        self.task_count += 1
        self._scheduled[task] = self.emit(
            "task_spawned", self.cause(), task=self._tasks[task], name=name,
            label=self.labels[task], nursery=self._nurseries.get(nursery),
            parent=self._tasks.get(nursery.parent_task), line=self.line(sys._getframe()))

    # These three are called for each step of the program: in the thread of the run, as all of Trio's
    # own hooks are.

    def task_scheduled(self, task: _run.Task) -> None:
        if self.closed:
            return
        try:
            number = self._tasks.get(task)
            if task is self._aborting:
                self._aborted = True  # recorded after the cancel_requested that explains it
            elif number is not None:
                cause = self._scheduled.get(task)
                self._scheduled[task] = self.brief(
                    SCHEDULED, self.cause() if cause is None else cause, number)
        except Exception:
            self.failed()

    def before_task_step(self, task: _run.Task) -> None:
        if self.closed:
            return
        try:
            if self._late:
                self.tell_late()
            number = self._tasks.get(task)
            if number is None:
                self._step = None
                return
            self._step = self.brief(STEP_BEGINS, self._scheduled.pop(task, self._root), number,
                                    self.steps)
            self.steps += 1
            sent = task._next_send
            is_cancelled = type(sent) is Error and isinstance(sent.error, trio.Cancelled)
            if task in self.thread_of:
                self.left_thread(task, is_cancelled)
            if is_cancelled:
                self._delivered(task, number, sent.error)
        except Exception:
            self.failed()

    def _delivered(self, task: _run.Task, number: int, cancelled: trio.Cancelled) -> None:
        request = self._requested.get(task)
        if request and self._cancelled_scope(task) is not None:
            carried = self._source_of(task._cancel_status._scope)
            self.emit("cancel_delivered", request[1], task=number,
                      scope=self._scopes[request[0]],
                      **({} if carried is None else {"carries": _words_of(cancelled)}))

    def after_task_step(self, task: _run.Task) -> None:
        number, step = self._tasks.get(task), self._step
        if number is None or step is None or self.closed:
            self._step = None
            return
        try:
            if self._lines is not None:
                self._lines.sum_up()
            if task in self._over:
                self.brief(STEP_ENDS, step, number)
                self._forget(task)
            else:
                if task._next_send_fn is None:
                    self._blocked(task, number)
                self.brief(STEP_ENDS, step, number)
        except Exception:
            self.failed()
        finally:
            self._step = None

    def _forget(self, task: _run.Task) -> None:
        for known in (self.labels, self._tasks, self._scheduled, self._requested, self.thread_of):
            known.pop(task, None)
        self._over.discard(task)

    def ends_run(self) -> None:
        super().ends_run()
        for task in list(self._tasks):  # those that a run which broke down has left
            self._forget(task)

    def _blocked(self, task: _run.Task, number: int) -> None:
        wait = self._waits.of(task)
        more: Event = {}
        if wait.thing is not None:
            more = {"object": self.thing(wait, task)}
        elif wait.on == "nursery" and wait.nursery not in self._closed:
            more = {"nursery": self._nurseries.get(wait.nursery)}
        elif wait.until is not None:
            more = {"until": self.deadline(wait.until)}
        event = self.emit("task_blocked", self.cause(), task=number, on=wait.on, **more)
        scope = task._cancel_status._scope
        if scope not in self._scopes:
            self._sleeps[scope] = event

    def line_of(self, task: _run.Task) -> int:
        return self.innermost(frames_of(task.coro))

    @guarded
    def task_ended(self, task: _run.Task, nursery: _run.Nursery, outcome: Outcome[object]) -> int:
        """Called before the nursery hears of it, so that what follows can name its cause."""
        exc = outcome.error if isinstance(outcome, Error) else None
        word = "ok" if exc is None else "cancelled" if self.is_cancellation(exc) else "error"
        more = self.exception_field(task, exc)
        event = self.emit("task_exited", self.cause(), task=self._tasks[task], outcome=word, **more)
        self._last_exit[nursery] = event
        self._over.add(task)
        if task is task._runner.main_task:
            self._main_exit = event
        self._propagated(event, task, nursery, more)
        return event

    def _propagated(self, cause: int, task: _run.Task, nursery: _run.Nursery, what: Event) -> None:
        if what:
            number = self._nurseries.get(nursery)
            to = "run" if number is None else {"nursery": number}
            self.emit("exception_propagated", cause, **what,
                      **{"from": self._tasks[task], "to": to})

    # ---- nurseries and scopes ----

    @guarded
    def scope_opened(self, scope: _run.CancelScope, frame: FrameType) -> None:
        task = self.current()
        if task is None or scope._has_been_entered:
            return
        relative, line = _relative(scope), self._sources.line_in(frame)
        how = self._how_opened(scope, frame, relative, line)
        if how is None:
            return
        deadline, parent, outer = scope._deadline, task._cancel_status, None
        if relative != math.inf:
            deadline = trio.current_time() + relative
        while parent is not None and outer is None:
            outer, parent = self._scopes.get(parent._scope), parent.parent
        number, self._scope_count = self._scope_count, self._scope_count + 1
        self._scopes[scope] = number
        if line is None:
            line = self.line(frame)
        opened = self._deadline_set[number] = self.emit(
            "scope_opened", self.cause(), scope=number, task=self._tasks[task], parent=outer,
            how=how, deadline=self.deadline(deadline), shield=scope._shield, line=line)
        self._name_scope(scope, task, line)
        if scope._cancel_called:
            self._emit_scope_cancelled(scope, getattr(scope, "_cancel_reason", None), opened)

    def _how_opened(self, scope: _run.CancelScope, frame: FrameType, relative: float,
                    line: int | None) -> str | None:
        """What opened the scope, entered from `frame`; None for scopes that Trio opens for itself."""
        code = frame.f_code
        if code is _ENTERS_NURSERY:
            opener = frame.f_back
            return "start" if opener and opener.f_code is _STARTS_TASK else "nursery"
        if line is None:
            module, name = frame.f_globals.get("__name__", ""), code.co_name
            if module == "trio._timeouts" and name in ("fail_at", "fail_after"):
                # An older Trio enters it in the one for both; the manager then tells.
                manager = frame.f_back and frame.f_back.f_locals.get("self")
                return "fail_after" if manager in self.made_relative else name
            if module.startswith("trio."):
                return None
        if relative != math.inf or scope in self.made_relative:
            return "move_on_after"
        return "CancelScope" if scope._deadline == math.inf else "move_on_at"

    @guarded
    def scope_changed(self, scope: _run.CancelScope) -> None:
        number = self._scopes.get(scope)
        if number is not None and scope._cancel_status is not None:
            self._deadline_set[number] = self.emit(
                "scope_changed", self.cause(), scope=number,
                deadline=self.deadline(scope._deadline), shield=scope._shield)

    @guarded
    def scope_cancelled(self, scope: _run.CancelScope, reason: Any) -> int:
        """Gives the cause of all that the cancellation leads to."""
        cause = self.cause()
        if reason is not None and reason.source == "deadline":
            cause = self._cause_of_deadline(scope, cause)
        if scope not in self._scopes:
            return cause
        # Why this scope itself was cancelled. What Cancelled carries may be an outer scope's reason;
        # that scope has an event of its own, and cancel_delivered names it.
        return self._emit_scope_cancelled(scope, reason, cause)

    def _cause_of_deadline(self, scope: _run.CancelScope, otherwise: int) -> int:
        number = self._scopes.get(scope)
        return self._sleeps.get(scope, otherwise) if number is None else \
            self._deadline_set.get(number, otherwise)

    def _emit_scope_cancelled(self, scope: _run.CancelScope, reason: Any, cause: int) -> int:
        source = reason.source if reason else "unknown"
        return self.emit("scope_cancelled", cause, scope=self._scopes[scope],
                         reason="outside" if self._outside and source != "deadline" else source,
                         text=reason and reason.reason and without_addresses(reason.reason),
                         task=self._tasks.get(self.current()))

    def reason_given(self, scope: _run.CancelScope, reason: object) -> None:
        """The scope is about to be cancelled for a reason of its own."""
        self._source_of_reason[id(reason)] = scope

    @guarded
    def scope_closed(self, scope: _run.CancelScope, left: BaseException | None) -> None:
        """`left` is the exception that goes on outwards."""
        number = self._scopes.get(scope)
        if number is None:
            return
        self._deadline_set.pop(number, None)
        nursery = self._nursery_of_scope.get(scope)
        if nursery is not None and nursery() is not None:
            self._closed[nursery()] = True
            cause = self._last_exit.get(nursery(), self.cause())
            self._emit_nursery("nursery_closed", cause, nursery(), left)
        self.emit("scope_closed", self.cause(), scope=number,
                  cancelled_caught=scope.cancelled_caught)

    @guarded
    def nursery_opened(self, nursery: _run.Nursery) -> None:
        if nursery.cancel_scope in self._scopes:
            self._nurseries[nursery] = self._nursery_count
            self._nursery_count += 1
            self._nursery_of_scope[nursery.cancel_scope] = weakref.ref(nursery)
            self._emit_nursery("nursery_opened", self.cause(), nursery, None)

    @guarded
    def nursery_body_done(self, nursery: _run.Nursery, exc: BaseException | None) -> None:
        if nursery in self._nurseries:
            owner = nursery.parent_task
            self._propagated(self.cause(), owner, nursery, self.exception_field(owner, exc))
            # A program that mixes up what it closes may have closed the scope already.
            if nursery._children and nursery not in self._closed:
                self._emit_nursery("nursery_closing", self.cause(), nursery, exc)

    def _emit_nursery(self, kind: str, cause: int, nursery: _run.Nursery,
                      exc: BaseException | None) -> None:
        owner = nursery.parent_task
        more = self.exception_field(owner, exc)
        self.emit(kind, cause, nursery=self._nurseries[nursery], task=self._tasks[owner],
                  scope=self._scopes[nursery.cancel_scope], line=self.line(sys._getframe()), **more)

    @guarded
    def task_moved(self, task: _run.Task, nursery: _run.Nursery) -> None:
        self.emit("task_moved", self.cause(), task=self._tasks[task],
                  nursery=self._nurseries.get(nursery))

    # ---- cancellation ----

    def _source_of(self, scope: _run.CancelScope) -> _run.CancelScope | None:
        """The shown scope whose reason this one has: its own, or the one it took over."""
        reason = getattr(scope, "_cancel_reason", None)  # an older Trio gives none
        source = None if reason is None else self._source_of_reason.get(id(reason))
        return source if source is not None and source in self._scopes else None

    def _cancelled_scope(self, task: _run.Task) -> _run.CancelScope | None:
        """The scope whose reason the task's Cancelled has, if the task is cancelled. The scopes that
        Trio opens for itself (in sleep, checkpoint) do not count: then it is the innermost cancelled
        one of the others, unless a shield of Trio's own (in run_process) is before that."""
        status = task._cancel_status
        while status is not None and status._scope not in self._scopes:
            if status._scope._shield:
                return None
            status = status.parent
        if status is None or not status.effectively_cancelled:
            return None
        source = self._source_of(status._scope)
        if source is not None:
            return source
        while status.parent is not None and not status._scope._cancel_called:
            status = status.parent
        return status._scope if status._scope in self._scopes else None

    def delivery_begins(self, task: _run.Task) -> tuple[_run.Task | None, bool]:
        """Trio tells the task, if it is under a cancelled scope, and may wake it. Gives what
        delivery_ends() wants to have: one may lead to another."""
        before, self._aborting, self._aborted = (self._aborting, self._aborted), task, False
        return before

    def delivery_ends(self, task: _run.Task, before: tuple[_run.Task | None, bool]) -> None:
        aborted = self._aborted
        self._aborting, self._aborted = before
        self._tell_delivery(task, aborted)

    @guarded
    def _tell_delivery(self, task: _run.Task, aborted: bool) -> None:
        cause = self._ask(task, aborted)
        if aborted:
            with self.because(cause):
                self.task_scheduled(task)

    def _ask(self, task: _run.Task, aborted: bool) -> int:
        """Records that the task is now under a cancelled scope, unless it is not, or that was
        said before. Gives the cause of what comes of it."""
        scope = self._cancelled_scope(task) if task in self.labels else None
        if scope is None:
            return self.cause()
        known = self._requested.get(task)
        if known is None or known[0] is not scope or not _is_under(task, scope):
            known = (scope, self.emit("cancel_requested", self.cause(), task=self._tasks[task],
                                      scope=self._scopes[scope], aborted=aborted))
            self._requested[task] = known
        return known[1]

    @guarded
    def ask_all_below(self, scope: _run.CancelScope) -> None:
        """Trio does not tell a task again whose innermost scope was cancelled before, such as a
        sleep that was due at the same instant."""
        todo = [scope._cancel_status] if scope._cancel_status else []
        while todo:
            status = todo.pop()
            if status.effectively_cancelled:
                todo.extend(status._children)
                for task in status._tasks:
                    self._ask(task, False)

    def clock_jumped(self, before: int, scope: _run.CancelScope | None) -> None:
        """To the deadline of this scope, or to what comes from outside."""
        cause = self._cause_of_deadline(scope, self._root) if scope else self.cause()
        self.emit("clock_jumped", cause, **{"from": before})

def _words_of(cancelled: trio.Cancelled) -> str:
    reason = cancelled.reason and without_addresses(cancelled.reason)
    return cancelled.source + (f": {reason}" if reason else "")


def _is_under(task: _run.Task, scope: _run.CancelScope) -> bool:
    return scope._cancel_status is not None and scope._cancel_status.encloses(task._cancel_status)


def _relative(scope: _run.CancelScope) -> float:
    return getattr(scope, "_relative_deadline", math.inf)  # an older Trio has none
