"""Watches a real Trio: while `watching` is open, every `trio.run` is recorded.

Trio has hooks for tasks and their steps only. For nurseries, scopes and cancellations its own
methods are replaced by versions that tell the recorder and call the original with the same
arguments; likewise `print` and the functions of `random`. All is put back at the end.
"""

from __future__ import annotations

import contextlib
import inspect
import logging
import sys
from collections.abc import Callable, Iterator
from types import FrameType, SimpleNamespace
from typing import Any

import trio
from trio import _timeouts
from trio._core import _run

from grove_program import program_watchers, replaced
from grove_record import Recorder


def _watchers(recorder: Recorder) -> dict[tuple[object, str], object]:
    """The methods of Trio that have no hook, each with its watched version."""
    scope, nursery, task = _run.CancelScope, _run.Nursery, _run.Task
    enter, close = scope.__enter__, scope._close
    opened, body_done, child_done = (
        nursery.__init__, nursery._nested_child_finished, nursery._child_finished)
    spawn, started = _run.Runner.spawn_impl, _run._TaskStatus.started
    end, deliver = _run.Runner.close, task._attempt_delivery_of_any_pending_cancel

    def watched_enter(self: Any) -> Any:
        recorder.scope_opened(self, _caller())
        return enter(self)

    def watched_close(self: Any, exc: BaseException | None) -> BaseException | None:
        was_open = self._cancel_status is not None
        left = close(self, exc)
        if was_open and self._cancel_status is None:  # else it was not this task's to close
            recorder.scope_closed(self, left)
        return left

    def watched_property(old: property) -> property:
        def write(self: Any, value: Any) -> None:
            old.fset(self, value)
            recorder.scope_changed(self)
            recorder.ask_all_below(self)  # a shield may have gone down
        return property(old.fget, write)

    def watched_opened(self: Any, *args: Any) -> None:
        opened(self, *args)
        recorder.nursery_opened(self)

    def watched_body_done(self: Any, exc: BaseException | None) -> Any:
        recorder.nursery_body_done(self, exc)
        return body_done(self, exc)

    def watched_child_done(self: Any, child: Any, outcome: Any) -> None:
        if recorder.closed or child not in recorder.labels:
            return child_done(self, child, outcome)
        if child is child._runner.main_task:
            ended = recorder.task_ended(child, self, child._runner.main_task_outcome)
        else:
            ended = recorder.task_ended(child, self, outcome)
        with recorder.because(ended):
            return child_done(self, child, outcome)

    def watched_spawn(self: Any, function: Any, args: Any, where: Any, name: Any,
                      **more: Any) -> Any:
        if not recorder.is_here():
            return spawn(self, function, args, where, name, **more)
        recorder.names_in_birth.append((function, name))
        try:
            return spawn(self, function, args, where, name, **more)
        finally:
            recorder.names_in_birth.pop()

    def watched_started(self: Any, value: object = None) -> None:
        children = list(self._old_nursery._children)
        started(self, value)
        for child in children:
            if child.parent_nursery is self._new_nursery:
                recorder.task_moved(child, self._new_nursery)

    def watched_end(self: Any) -> None:
        if recorder.at_work and recorder.is_here():
            recorder.ends_run()
        end(self)

    def watched_deliver(self: Any) -> None:
        # This is on the way of every block: it is left at once where there is nothing to tell.
        status = self._cancel_status
        if status is None or not (status.effectively_cancelled or status._scope._shield) or \
                not recorder.is_here():
            return deliver(self)
        before = recorder.delivery_begins(self)
        try:
            deliver(self)
        finally:
            recorder.delivery_ends(self, before)

    properties = [name for name in ("deadline", "relative_deadline", "shield")
                  if hasattr(scope, name)]
    return {
        (scope, "__enter__"): watched_enter, (scope, "_close"): watched_close,
        **_watched_cancel(recorder),
        **{(scope, name): watched_property(getattr(scope, name)) for name in properties},
        (nursery, "__init__"): watched_opened,
        (nursery, "_nested_child_finished"): watched_body_done,
        (nursery, "_child_finished"): watched_child_done,
        (_run.Runner, "spawn_impl"): watched_spawn, (_run.Runner, "close"): watched_end,
        (_run._TaskStatus, "started"): watched_started,
        (task, "_attempt_delivery_of_any_pending_cancel"): watched_deliver,
    }


def _caller() -> FrameType:
    """Who called what is replaced here: beneath us, and what guards from control-C, there may be a
    frame of each for it."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__") in (__name__, "trio._core._ki"):
        frame = frame.f_back
    return frame


def _watched_cancel(recorder: Recorder) -> dict[tuple[object, str], object]:
    """Since 0.31 Trio says why it cancels."""
    scope = _run.CancelScope
    says_why = hasattr(scope, "_cancel")
    cancel = scope._cancel if says_why else scope.cancel

    def watched_cancel(self: Any, *args: Any, **more: Any) -> None:
        if self._cancel_called or not recorder.is_here():
            cancel(self, *args, **more)
            return
        why = (args or tuple(more.values()))[0] if says_why else \
            SimpleNamespace(source=_source_of(_caller()), reason=None)
        if says_why and self._cancel_reason is None:  # else it has taken over an outer one
            recorder.reason_given(self, why)
        with recorder.because(recorder.scope_cancelled(self, why)):
            cancel(self, *args, **more)
            recorder.ask_all_below(self)
    return {(scope, "_cancel" if says_why else "cancel"): watched_cancel}


# Who cancels in a Trio that does not say why.
_SOURCES = {inspect.unwrap(function).__code__: source for function, source in (
    (_run.Deadlines.expire, "deadline"), (_run.CancelScope.__enter__, "deadline"),
    (_run.CancelScope.cancel_called.fget, "deadline"), (_run.Nursery._add_exc, "nursery"))}


def _source_of(caller: FrameType) -> str:
    return _SOURCES.get(caller.f_code, "explicit")


def _watched_timeouts(recorder: Recorder) -> dict[tuple[object, str], object]:
    """A Trio before 0.27 makes the one kind of timeout from the other, and a scope does not tell
    which it is of."""
    if hasattr(_run.CancelScope, "relative_deadline"):
        return {}
    move_on_at, fail_at = _timeouts.move_on_at, _timeouts.fail_at

    def watched_move_on_at(deadline: float) -> Any:
        scope = move_on_at(deadline)
        if sys._getframe(1).f_code is _timeouts.move_on_after.__code__:
            recorder.made_relative[scope] = True
        return scope

    def watched_fail_at(deadline: float) -> Any:
        manager = fail_at(deadline)
        if sys._getframe(1).f_code is _timeouts.fail_after.__code__:
            recorder.made_relative[manager] = True
        return manager
    return {(_timeouts, "move_on_at"): watched_move_on_at, (_timeouts, "fail_at"): watched_fail_at}


def _guarded_from_interrupts(new: dict[tuple[object, str], object]) -> dict[tuple[object, str], object]:
    """Control-C does not break into the midst of what is replaced, as it does not into Trio's."""
    enable: Callable[[Any], Any] = trio.lowlevel.enable_ki_protection

    def guarded(value: Any) -> object:
        if isinstance(value, property):
            return property(value.fget, enable(value.fset))
        return enable(value)
    # What makes a task calls the program's function.
    return {place: value if place[1] == "spawn_impl" else guarded(value)
            for place, value in new.items()}


@contextlib.contextmanager
def watching(recorder: Recorder) -> Iterator[None]:
    """While inside, every run of Trio is recorded that begins while no other one is."""
    setup, log = _run.setup_runner, logging.getLogger("trio.abc.Instrument")

    def fail(message: logging.LogRecord) -> bool:
        # Trio would go on without an instrument that failed: the record would lack the rest.
        raise RuntimeError("the recorder failed") from sys.exc_info()[1]

    def watched_setup(clock: Any, instruments: Any, *more: Any, **named: Any) -> Any:
        if not recorder.claims_run():
            return setup(clock, instruments, *more, **named)
        try:
            return setup(clock, [*instruments, recorder], *more, **named)
        except BaseException:
            recorder.ends_run()
            raise

    with replaced({(_run, "setup_runner"): watched_setup,
                   **_guarded_from_interrupts(_watchers(recorder)),
                   **_watched_timeouts(recorder),
                   **program_watchers(recorder)}):
        if not recorder.strict:
            yield
            return
        log.addFilter(fail)
        try:
            yield
        finally:
            log.removeFilter(fail)
