"""What both sides of a comparison say, in the same words."""

from __future__ import annotations

import re
from typing import Any

HELPERS = ("shutdown_asyncgens", "shutdown_default_executor", "_connect_pipes")  # of a loop's own

_FILE = re.compile(r'^(?P<indent>[ |]*)File "(?P<file>[^"]*)", line \d+, in ')
_HEADER = re.compile(r"^[ |+]*(Exception Group )?Traceback \(most recent call last\):$")


def line(seconds: float, kind: str, task: int, *more: Any) -> str:
    """"0.5 exit 3 error": at that time, the task of that number (in order of creation)."""
    return " ".join([f"{seconds:.9f}".rstrip("0").rstrip("."), kind, str(task), *map(str, more)])


def told_by(events: list[dict[str, Any]]) -> list[str]:
    """Without the helpers of the loop's own end."""
    kinds = {"task_spawned": "spawn", "before_task_step": "step", "task_exited": "exit"}
    numbers: dict[int, int | None] = {}
    count = 0
    lines = []
    for event in events:
        kind = kinds.get(event.get("kind", ""))
        if kind is None:
            continue
        if kind == "spawn":
            hidden = event.get("name") in HELPERS
            numbers[event["task"]] = None if hidden else count
            count += not hidden
        number = numbers[event["task"]]
        if number is not None:
            more = [event["outcome"]] if kind == "exit" else []
            lines.append(line(event["t"] / 1e9, kind, number, *more))
    return lines


def without_addresses(told: str) -> str:
    return re.sub(r"0x[0-9a-f]+", "0x…", told)


def plain(stderr: str, program: str) -> str:
    """Without addresses, frames of the library, places in it, and where a warning was noticed."""
    stderr = without_addresses(stderr)
    stderr = re.sub(r" at \S*/(asyncio/\w+\.py):\d+", r" at \1", stderr)
    stderr = re.sub(r"(?:[^\s'\"]*/)?" + re.escape(program), program, stderr)
    kept = _without_library(stderr.splitlines(), program)
    kept = [each for i, each in enumerate(kept)
            if not _HEADER.match(each) or _has_frame(kept, i)]
    return "\n".join(_without_places(kept))


def same_reports(ours: str, truth: str, late: str) -> bool:
    """Whether the two say the same, but for reports of errors that nobody heard of which the truth
    tells only as it ends: frames of the library hold on to their tasks in circles."""
    told, wanted, more = (_reports(each) for each in (ours, truth, late))
    for each in told:
        if each in wanted:
            wanted.remove(each)
        elif each in more:
            more.remove(each)
        else:
            return False
    return not wanted


def _reports(stderr: str) -> list[str]:
    first = ("Task exception was never retrieved\n", "Task was destroyed but it is pending!\n",
             "unhandled exception during asyncio.run() shutdown\n",
             "Traceback (most recent call last):\n")
    parts = "\n(?=" + "|".join(map(re.escape, first)) + ")"
    return re.split(parts, stderr) if stderr else []


def _without_library(lines: list[str], program: str) -> list[str]:
    kept, dropped = [], None
    for each in lines:
        found = _FILE.match(each)
        if found:
            dropped = None if found["file"].endswith(program) else found["indent"]
        elif dropped is not None and not each.startswith(dropped + "  "):
            dropped = None
        if dropped is None:
            kept.append(each)
    return kept


def _has_frame(lines: list[str], i: int) -> bool:
    return i + 1 < len(lines) and bool(_FILE.match(lines[i + 1]))


def _without_places(lines: list[str]) -> list[str]:
    kept = []
    skip = 0
    for each in lines:
        if skip > 0:
            skip -= 1
            continue
        warning = re.match(r"^(\S+:\d+|sys:1): (RuntimeWarning: .*)$", each)
        if warning:
            kept.append(warning[2])
            skip = 0 if warning[1].startswith("sys") else 1
        elif not each.startswith("RuntimeWarning: Enable tracemalloc"):
            kept.append(each)
    return kept
