"""What lives at a moment of a run, and a record that begins there.

    living = Living()
    for event in events:
        living.take(event)
    numbering = Numbering()
    numbering.beginning(living.events(), lost=0)    # the first events of a record of its own …
    numbering.next(event)                           # … and each later one, as it goes on from there

A Living holds no more than what lives: what tells of a task goes with its end. Numbers of things and
events count from 0 in every record, so those of a later beginning are others.
"""

from __future__ import annotations

from array import array
from typing import Any

Event = dict[str, Any]

_MOST_OBJECTS, _MOST_EXCEPTIONS = 5_000, 1_000  # the last that were seen: nothing tells of their end
_OF_STEPS = ("task_scheduled", "before_task_step", "after_task_step", "task_blocked")
# Fields that name things; `parent` and `to` depend on the event.
_THINGS = {"task": "task", "other": "task", "nursery": "nursery", "scope": "scope",
           "exception": "exception", "context": "exception", "object": "object",
           "socket": "object"}
_INTRODUCED = {"task_spawned": "task", "nursery_opened": "nursery", "scope_opened": "scope",
               "object_created": "object"}


class Living:
    def __init__(self) -> None:
        self._ends: list[Event] = []  # of the run: its start, and its end once it is over
        self._born: dict[int, list[Event]] = {}  # of tasks: spawned, moved, asked to stop
        self._turn: dict[int, list[Event]] = {}  # of tasks: the last block, or what came since
        self._nurseries: dict[int, list[Event]] = {}
        self._scopes: dict[int, list[Event]] = {}
        self._objects: dict[int, list[Event]] = {}
        self._exceptions: dict[int, list[Event]] = {}

    def take(self, event: Event) -> None:
        kind = event["kind"]
        if kind in _OF_STEPS:
            self._take_turn(kind, event)
        elif kind == "task_spawned":
            self._born[event["task"]] = [event]
        elif kind == "task_exited":
            self._born.pop(event["task"], None)
            self._turn.pop(event["task"], None)
        elif kind in ("task_moved", "cancel_requested"):
            self._add(self._born, event["task"], event)
        elif kind == "nursery_opened":
            self._nurseries[event["nursery"]] = [event]
        elif kind == "nursery_closing":
            self._add(self._nurseries, event["nursery"], event)
        elif kind == "nursery_closed":
            self._nurseries.pop(event["nursery"], None)
        elif kind == "scope_opened":
            self._scopes[event["scope"]] = [event]
        elif kind in ("scope_changed", "scope_cancelled"):
            self._add(self._scopes, event["scope"], event)
        elif kind == "scope_closed":
            self._scopes.pop(event["scope"], None)
        elif kind in ("object_created", "object_changed"):
            self._add(self._objects, event["object"], event, kind == "object_created")
            _forget_first(self._objects, _MOST_OBJECTS)
        elif kind == "exception_raised":
            self._exceptions[event["exception"]] = [event]
            _forget_first(self._exceptions, _MOST_EXCEPTIONS)
        elif kind in ("run_started", "run_finished"):
            self._ends.append(event)

    @staticmethod
    def _add(table: dict[int, list[Event]], number: int, event: Event, new: bool = False) -> None:
        """The last of each kind says all, and those of things that are over say nothing."""
        if new:
            table[number] = [event]
        elif number in table:
            table[number] = [each for each in table[number]
                             if each["kind"] != event["kind"]] + [event]

    def _take_turn(self, kind: str, event: Event) -> None:
        task = event["task"]
        if kind == "after_task_step":
            turn = self._turn.get(task, [])
            self._turn[task] = [each for each in turn if each["kind"] != "before_task_step"]
        elif kind == "task_blocked":
            turn = self._turn.get(task, [])
            self._turn[task] = [each for each in turn if each["kind"] == "before_task_step"] + [event]
        elif kind == "before_task_step":
            self._turn[task] = [event]
        else:
            self._turn.setdefault(task, []).append(event)

    def events(self) -> list[Event]:
        """In the order in which they happened, so that all that one names comes before it."""
        told = [*self._ends]
        for table in (self._born, self._turn, self._nurseries, self._scopes, self._objects,
                      self._exceptions):
            for events in table.values():
                told += events
        return sorted(told, key=lambda event: event["i"])


def _forget_first(table: dict[int, list[Event]], most: int) -> None:
    if len(table) > most:
        del table[next(iter(table))]


class Numbering:
    """Of one record that begins in the middle of a run."""

    def __init__(self) -> None:
        self.sent = 0  # events
        self._steps = 0
        self._events: dict[int, int] = {}  # old to new, of the beginning
        self._later = array("I")  # and of those behind it, from `_from` on
        self._from: int | None = None
        self._things: dict[str, dict[int, int]] = {
            "task": {}, "nursery": {}, "scope": {}, "object": {}, "exception": {}}

    def beginning(self, events: list[Event], lost: int) -> list[Event]:
        told = []
        for event in events:
            new = self._renumbered(event)
            if new is not None:
                self._events[event["i"]] = new["i"]
                told.append(new)
        if lost and told:
            told.append({"i": self.sent, "t": told[-1]["t"], "kind": "limit_reached",
                         "cause": self.sent - 1, "limit": "events lost", "value": lost})
            self.sent += 1
        return told

    def next(self, event: Event) -> Event | None:
        """None if it is about something that is forgotten."""
        if self._from is None:
            self._from = event["i"]
        new = self._renumbered(event)
        self._later.append(max(self.sent - 1, 0))  # of one that is left out: the one before
        return new

    def _cause(self, old: int | None) -> int | None:
        if old is None:
            return None
        if self._from is not None and old >= self._from:
            at = old - self._from
            return self._later[at] if at < len(self._later) else max(self.sent - 1, 0)
        return self._events.get(old, 0)

    def _renumbered(self, event: Event) -> Event | None:
        kind = event["kind"]
        new = {**event, "i": self.sent, "cause": self._cause(event["cause"])}
        introduced = _INTRODUCED.get(kind)
        if kind in ("exception_raised", "exception_caught"):
            introduced = "exception"
        if introduced is not None:
            known = self._things[introduced]
            known.setdefault(event[introduced], len(known))
        for field, value in event.items():
            if value is None or field in ("i", "t", "kind", "cause"):
                continue
            thing = _THINGS.get(field)
            if field == "parent":
                thing = "scope" if kind == "scope_opened" else "task"
            elif field == "from" and kind == "exception_propagated":
                thing = "task"
            if thing is not None:
                new[field] = self._things[thing].get(value)
                if new[field] is None and not _may_be_unset(kind, field):
                    return self._without(introduced, event)
            elif field in ("to", "on") and isinstance(value, dict):
                place = {each: self._things[each].get(number) for each, number in value.items()}
                if None in place.values():
                    return None
                new[field] = place
            elif field == "members":
                new[field] = self._members(value)
            elif field == "step" and kind == "before_task_step":
                new[field] = self._steps
        self._steps += kind == "before_task_step"
        self.sent += 1
        return {name: value for name, value in new.items()
                if value is not None or event[name] is None or name in ("parent", "nursery", "task")}

    def _without(self, introduced: str | None, event: Event) -> None:
        """What is left out has introduced nothing."""
        if introduced is not None:
            known = self._things[introduced]
            if known.get(event[introduced]) == len(known) - 1:
                del known[event[introduced]]

    def _members(self, members: list[Event]) -> list[Event]:
        told = []
        for member in members:
            new = {**member}
            number = self._things["exception"].get(member.get("exception", -1))
            new.pop("exception", None)
            if number is not None:
                new["exception"] = number
            if "members" in member:
                new["members"] = self._members(member["members"])
            told.append(new)
        return told


def _may_be_unset(kind: str, field: str) -> bool:
    """Whether the event still says something when the thing that the field names is forgotten."""
    if field in ("other", "context", "parent"):
        return True
    if kind == "task_blocked":
        return field in ("object", "nursery")
    if kind == "task_spawned":
        return field == "nursery"
    if kind == "task_exited" or kind in ("nursery_closing", "nursery_closed"):
        return field == "exception"
    return kind in ("scope_cancelled", "object_created", "object_changed", "printed", "drew",
                    "exception_raised", "limit_reached") and field == "task"
