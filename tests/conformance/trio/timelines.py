"""Statements about a run, as data (timelines.json), and whether a normalised record bears them out.

A fact has `says`, in words, and one of
    line   {…}          some line has these values
    count  [n, {…}]     exactly n lines have them
    order  [{…}, …]     lines like these follow each other, others may come between
    alive  [t, [label]] the tasks alive when all that happens at t has happened
Values are those of compare.py's lines; times are seconds, and `*` at the end or in the middle of a
text stands for anything.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from compare import Line, Normalised

Fact = dict[str, Any]


def unmet(normal: Normalised, facts: list[Fact]) -> list[str]:
    """What is wrong, one text for each fact that does not hold."""
    return [f"  {fact['says']}: {problem}" for fact in facts
            if (problem := _problem(normal, fact)) is not None]


def _ns(seconds: float) -> int:
    return round(seconds * 1e9)


def _matches(line: Line, wanted: Line) -> bool:
    for key, value in wanted.items():
        have = line.get(key)
        if key == "t":
            if have != _ns(value):
                return False
        elif isinstance(value, str) and "*" in value:
            if not isinstance(have, str) or not fnmatchcase(have, value):
                return False
        elif have != value:
            return False
    return True


def _problem(normal: Normalised, fact: Fact) -> str | None:
    lines = normal.lines + normal.cancels
    if "line" in fact:
        return None if any(_matches(line, fact["line"]) for line in lines) else "no such line"
    if "count" in fact:
        wanted, like = fact["count"]
        count = sum(_matches(line, like) for line in lines)
        return None if count == wanted else f"{count} such lines, not {wanted}"
    if "order" in fact:
        rest = iter(normal.lines)
        for like in fact["order"]:
            if not any(_matches(line, like) for line in rest):
                return f"no {like} after those before it"
        return None
    t, wanted = fact["alive"]
    alive = _alive(normal.lines, _ns(t))
    return None if alive == sorted(wanted) else f"alive: {', '.join(alive) or 'none'}"


def _alive(lines: list[Line], t: int) -> list[str]:
    alive: set[str] = set()
    for line in lines:
        if line["t"] > t:
            break
        if line["what"] == "spawn":
            alive.add(line["task"])
        elif line["what"] == "exit":
            alive.discard(line["task"])
    return sorted(alive)
