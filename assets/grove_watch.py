"""Watches a real Trio: while `watching` is open, every `trio.run` is recorded.

Trio has hooks for tasks and their steps only. For nurseries, scopes and cancellations its own
methods are replaced by versions that tell the recorder and call the original with the same
arguments; likewise `print` and the functions of `random`. All is put back at the end.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import Any

import trio
from trio._core import _run

from grove_program import program_watchers, replaced
from grove_record import Recorder


def _watchers(recorder: Recorder) -> dict[tuple[object, str], object]:
    """The methods of Trio that have no hook, each with its watched version."""
    scope, nursery, task = _run.CancelScope, _run.Nursery, _run.Task
    enter, close, cancel = scope.__enter__, scope._close, scope._cancel
    opened, body_done, child_done = (
        nursery.__init__, nursery._nested_child_finished, nursery._child_finished)
    spawn, started = _run.Runner.spawn_impl, _run._TaskStatus.started
    deliver = task._attempt_delivery_of_any_pending_cancel

    def watched_enter(self: Any) -> Any:
        recorder.scope_opened(self, sys._getframe(1))
        return enter(self)

    def watched_close(self: Any, exc: BaseException | None) -> BaseException | None:
        was_open = self._cancel_status is not None
        left = close(self, exc)
        if was_open and self._cancel_status is None:  # else it was not this task's to close
            recorder.scope_closed(self, left)
        return left

    def watched_cancel(self: Any, reason: Any) -> None:
        if self._cancel_called:
            cancel(self, reason)
            return
        if self._cancel_reason is None:  # else it has taken over an outer one
            recorder.reason_given(self, reason)
        with recorder.because(recorder.scope_cancelled(self, reason)):
            cancel(self, reason)
            recorder.ask_all_below(self)

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
        if child not in recorder.labels:
            return child_done(self, child, outcome)
        if child is child._runner.main_task:
            ended = recorder.task_ended(child, self, child._runner.main_task_outcome)
        else:
            ended = recorder.task_ended(child, self, outcome)
        with recorder.because(ended):
            return child_done(self, child, outcome)

    def watched_spawn(self: Any, function: Any, args: Any, where: Any, name: Any,
                      **more: Any) -> Any:
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

    def watched_deliver(self: Any) -> None:
        recorder.deliver_cancel(self, deliver)

    return {
        (scope, "__enter__"): watched_enter, (scope, "_close"): watched_close,
        (scope, "_cancel"): watched_cancel, (scope, "deadline"): watched_property(scope.deadline),
        (scope, "relative_deadline"): watched_property(scope.relative_deadline),
        (scope, "shield"): watched_property(scope.shield),
        (nursery, "__init__"): watched_opened,
        (nursery, "_nested_child_finished"): watched_body_done,
        (nursery, "_child_finished"): watched_child_done,
        (_run.Runner, "spawn_impl"): watched_spawn, (_run._TaskStatus, "started"): watched_started,
        (task, "_attempt_delivery_of_any_pending_cancel"): watched_deliver,
    }


@contextlib.contextmanager
def watching(recorder: Recorder) -> Iterator[None]:
    """While inside, every `trio.run` is recorded."""
    run, log = trio.run, logging.getLogger("trio.abc.Instrument")

    def fail(message: logging.LogRecord) -> bool:
        # Trio would go on without an instrument that failed: the record would lack the rest.
        raise RuntimeError("the recorder failed") from sys.exc_info()[1]

    def watched_run(*args: Any, instruments: Any = (), **more: Any) -> Any:
        return run(*args, instruments=[*instruments, recorder], **more)

    with replaced({(trio, "run"): watched_run, **_watchers(recorder),
                   **program_watchers(recorder)}):
        log.addFilter(fail)
        try:
            yield
        finally:
            log.removeFilter(fail)
