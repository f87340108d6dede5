"""Whether each event of a record has a cause of the kind that the record format names for it, and is
led back by causes to the start of the run.

`wrong(events)` says what is wrong with the first event that has none such, or gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Event = dict[str, Any]

# Where Trio's own tasks act, nobody's step is under way: things are then because of these.
_OUTSIDE = {"run_started", "task_exited"}
_STEP = {"before_task_step"} | _OUTSIDE
_WAKERS = {"task_spawned", "cancel_requested", "task_blocked", "object_changed", "task_exited",
           "task_moved", "input_applied"} | _STEP

# By kind: the kinds that may cause it. What is not listed happens in the course of a step.
_CAUSES: dict[str, set[str]] = {
    "clock_jumped": {"task_blocked", "scope_opened", "scope_changed"} | _STEP,
    "task_scheduled": _WAKERS,
    "before_task_step": {"task_scheduled"},
    "after_task_step": {"before_task_step"},
    "nursery_closed": {"task_exited"} | _STEP,
    "scope_changed": {"input_applied"} | _STEP,
    "scope_cancelled": {"scope_opened", "scope_changed", "task_exited", "exception_raised",
                        "task_blocked", "input_applied"} | _STEP,
    "cancel_requested": {"scope_cancelled", "task_spawned", "scope_changed", "scope_opened",
                         "task_moved"} | _STEP,
    "cancel_delivered": {"cancel_requested"},
    "exception_caught": {"exception_raised"} | _STEP,
    "exception_propagated": {"task_exited", "exception_raised"} | _STEP,
    "limit_reached": set(),  # the event that reached it, whatever it was
    "run_finished": set(),   # main's exit, or the last event
}


def _same(field: str) -> Callable[[Event, Event], bool]:
    return lambda event, cause: event[field] == cause[field]


# By kind of event and of cause: what the two must agree in.
_AGREE: dict[tuple[str, str], Callable[[Event, Event], bool]] = {
    ("before_task_step", "task_scheduled"): _same("task"),
    ("after_task_step", "before_task_step"): _same("task"),
    ("task_scheduled", "task_spawned"): _same("task"),
    ("task_scheduled", "cancel_requested"): _same("task"),
    ("task_scheduled", "task_blocked"): _same("task"),
    ("cancel_delivered", "cancel_requested"):
        lambda event, cause: (event["task"], event["scope"]) == (cause["task"], cause["scope"]),
    ("cancel_requested", "scope_cancelled"): _same("scope"),
    ("cancel_requested", "task_spawned"): _same("task"),
    ("scope_cancelled", "scope_opened"): _same("scope"),
    ("scope_cancelled", "scope_changed"): _same("scope"),
    ("exception_caught", "exception_raised"): _same("exception"),
}


def wrong(events: Iterable[Event]) -> str | None:
    seen: list[Event] = []
    for event in events:
        if "kind" not in event:
            continue  # the header
        problem = _problem(event, seen)
        if problem is not None:
            return f"  event {event['i']} {event['kind']}: {problem}"
        seen.append(event)
    return None


def _problem(event: Event, seen: list[Event]) -> str | None:
    kind, number = event["kind"], event["cause"]
    if number is None:
        return None if kind in ("run_started", "input_applied") else "has no cause"
    # Each cause comes before what it causes, and so every chain comes to its start.
    if not 0 <= number < len(seen):
        return f"its cause {number} does not come before it"
    cause = seen[number]
    allowed = _CAUSES.get(kind, _STEP)
    if allowed and cause["kind"] not in allowed:
        return f"is caused by {cause['kind']}"
    agree = _AGREE.get((kind, cause["kind"]))
    if agree is not None and not agree(event, cause):
        return f"does not fit its cause {cause}"
    return None
