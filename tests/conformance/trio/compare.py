"""Records, brought down to what two runs of the same program must agree in.

A record (trace: header and events, of Grove or of real Trio) becomes a list of lines, one for each
spawn, step, exit and print, in the order they happened; and a second list for cancellations, in
which the order within one step does not count (Trio keeps such things in sets). Numbers are
replaced by labels, so that nothing depends on how often a side numbers things.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]
Line = dict[str, Any]

CONTEXT = 4  # lines shown before and after a difference


@dataclass
class Normalised:
    """`lines`: spawns, steps, exits, prints; `cancels`: cancellations; both without numbers."""

    lines: list[Line] = field(default_factory=list)
    cancels: list[Line] = field(default_factory=list)
    outcome: str | None = None
    exception: str | None = None


def shape(info: Event | None) -> str | None:
    """An exception as `Type` or `Type[members]`: `ExceptionGroup[Bang, Cancelled]`."""
    if info is None:
        return None
    members = [shape(member) or "?" for member in info.get("members") or ()]
    return info["type"] + (f"[{', '.join(members)}]" if members else "")


class _Names:
    """What the numbers of a record stand for, as far as it was read."""

    def __init__(self) -> None:
        self.tasks: dict[int, str] = {}
        self.exceptions: dict[int, Event] = {}
        self.scopes: dict[int, str] = {}
        self.reasons: dict[int, str] = {}  # why each scope was cancelled
        self._uses: dict[str, int] = {}

    def learn(self, event: Event) -> None:
        kind = event["kind"]
        if kind == "task_spawned":
            self.tasks[event["task"]] = event["label"]
        elif kind == "exception_raised":
            self.exceptions[event["exception"]] = event
        elif kind == "scope_opened":
            name = f"{self.tasks.get(event['task'])}:{event['line']}"
            self._uses[name] = uses = self._uses.get(name, 0) + 1
            self.scopes[event["scope"]] = name if uses == 1 else f"{name}#{uses}"
        elif kind == "scope_cancelled":
            text = re.sub(r" at 0x[0-9a-f]+", "", event.get("text") or "")
            self.reasons[event["scope"]] = event["reason"] + (f": {text}" if text else "")

    def shape(self, exception: int | None) -> str | None:
        """With the members' own events where a list of members does not say enough."""
        if exception is None:
            return None
        event = self.exceptions.get(exception)
        return "?" if event is None else self._shape(event)

    def _shape(self, info: Event) -> str:
        known = self.exceptions.get(info.get("exception"), info)
        members = known.get("members") or info.get("members") or []
        inner = ", ".join(self._shape(member) for member in members)
        return info["type"] + (f"[{inner}]" if members else "")


def normalise(events: Iterable[Event]) -> Normalised:
    """What is left of a record, given as its events with or without the header.

    Cut at main's exit, until the next `trio.run` of the same program: what the library does to
    shut down is its own affair.
    """
    result, names = Normalised(), _Names()
    main: int | None = None  # of the trio.run under way
    for event in events:
        kind = event.get("kind")
        if kind is None:
            continue
        names.learn(event)
        if kind == "task_spawned" and main is None:
            main = event["task"]
        if kind == "run_finished":
            result.outcome = event["outcome"]
            result.exception = shape(event["exception"])
        elif main is not None or kind == "printed":
            line = _line_of(event, names)
            if line is not None:
                result.lines.append(line)
            cancel = _cancel_of(event, names)
            if cancel is not None:
                result.cancels.append(cancel)
        if kind == "task_exited" and event["task"] == main:
            main = None
    return result


def _line_of(event: Event, names: _Names) -> Line | None:
    kind, task = event["kind"], names.tasks.get(event.get("task"))
    line: Line = {"t": event["t"], "what": _WHAT.get(kind), "task": task}
    if kind == "task_spawned":
        line["parent"] = names.tasks.get(event["parent"])
    elif kind == "task_exited":
        line["outcome"] = event["outcome"]
        if event["outcome"] == "error":
            line["exception"] = names.shape(event.get("exception"))
    elif kind == "printed":
        line["text"] = event["text"]
    return line if line["what"] else None


_WHAT = {"task_spawned": "spawn", "before_task_step": "step", "task_exited": "exit",
         "printed": "print"}


def _cancel_of(event: Event, names: _Names) -> Line | None:
    kind, t = event["kind"], event["t"]
    scope = names.scopes.get(event.get("scope"))
    if kind == "cancel_delivered":
        # What the real Cancelled carries has to be the reason of the very scope that is named.
        # Trio calls it explicit where somebody outside called cancel().
        carries = event.get("carries") or names.reasons.get(event["scope"])
        carries = "explicit" if carries == "outside" else carries
        # What Trio advises after that line is put into words of our own.
        carries = re.sub(r"(stack corrupted: .*?)\\n.*", r"\1", carries or "") or None
        return {"t": t, "what": "delivered", "task": names.tasks.get(event["task"]),
                "scope": scope, "carries": carries}
    if kind == "scope_cancelled":
        return {"t": t, "what": "cancelled", "scope": scope, "reason": event["reason"]}
    if kind == "scope_closed":
        return {"t": t, "what": "closed", "scope": scope, "caught": event["cancelled_caught"]}
    return None


def show(line: Line) -> str:
    """One line for people; lines that differ are shown differently."""
    rest = [f"{key} {value}" if key in ("parent", "reason", "caught", "carries") else f"{value}"
            for key, value in line.items() if key not in ("t", "what") and value is not None]
    return f"{line['t'] / 1e9:.9f} {line['what']:9} " + "  ".join(rest).replace("\n", "\\n")


def difference(ours: Sequence[str], truth: Sequence[str]) -> str | None:
    """None when equal, else the first place where they differ, with what is round it."""
    for i in range(max(len(ours), len(truth))):
        if i >= len(ours) or i >= len(truth) or ours[i] != truth[i]:
            return _report(ours, truth, i)
    return None


def _report(ours: Sequence[str], truth: Sequence[str], at: int) -> str:
    out = [f"  first difference at line {at + 1}"]
    for name, lines in (("grove", ours), ("trio", truth)):
        out.append(f"  {name}:")
        for i in range(max(0, at - CONTEXT), min(at + CONTEXT + 1, len(lines))):
            out.append(f"  {'->' if i == at else '  '} {lines[i]}")
        if at >= len(lines):
            out.append("  -> (nothing more)")
    return "\n".join(out)


def by_instant(cancels: Sequence[Line]) -> list[Line]:
    """Sorted within each instant, since order there is Trio's set order."""
    return sorted(cancels, key=lambda line: (line["t"], json.dumps(line, sort_keys=True)))
