"""Which rules of the semantics contract need a program here, and which of them have none."""

from __future__ import annotations

from cases import HERE, read_header

# By letter, how many rules there are: A and B of the loop and its checkpoints, C of scopes, D of
# nurseries, E of synchronisation, F of ends (the first three), L the forty tricky cases.
COUNTS = {"A": 11, "B": 9, "C": 16, "D": 14, "E": 9, "F": 3, "L": 40}
ELSEWHERE = {
    "B9": "a program has no way to yield what is not Trio's",
    "L9": "asyncio", "L12": "asyncio", "L13": "asyncio", "L37": "asyncio", "L38": "asyncio",
    "L35": "control-C", "L36": "threads",
}


def uncovered() -> list[str]:
    """The rules that no program names, in order."""
    named = {rule for path in (HERE / "programs").glob("*.py")
             for rule in read_header(path)["rules"]}
    wanted = [f"{letter}{n}" for letter, count in COUNTS.items() for n in range(1, count + 1)]
    return [rule for rule in wanted if rule not in named and rule not in ELSEWHERE]
