"""Makes a failing program smaller, as long as it goes on failing."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from grow import Node

Program = list[Node]


def shrink(program: Program, fails: Callable[[list[Program]], int | None],
           at_once: int = 16) -> Program:
    """`fails` is given programs and says which of them, the first, fails; None if none does."""
    progress = True
    while progress:
        progress = False
        candidates = _smaller(program)
        while batch := [c for _, c in zip(range(at_once), candidates)]:
            found = fails(batch)
            if found is not None:
                program, progress = batch[found], True
                break
    return program


def _size(program: Program) -> int:
    return sum(1 for node in program for _ in node.walk())


def _smaller(program: Program) -> Iterator[Program]:
    """Programs with something taken away, large cuts first."""
    places = sorted(_places(program), key=lambda place: -_size([_at(program, place)]))
    for place in places:
        yield _with(program, place, [])
    for place in places:
        node = _at(program, place)
        for block in node.blocks:
            if block:
                yield _with(program, place, block)


Path = list[tuple[int, int]]  # (block, index) from the top; the block of the first is 0


def _places(program: Program) -> Iterator[Path]:
    def below(block: Program, number: int, path: Path) -> Iterator[Path]:
        for i, node in enumerate(block):
            here = [*path, (number, i)]
            yield here
            for j, inner in enumerate(node.blocks):
                yield from below(inner, j, here)
    yield from below(program, 0, [])


def _at(program: Program, path: Path) -> Node:
    node = program[path[0][1]]
    for block, i in path[1:]:
        node = node.blocks[block][i]
    return node


def _with(program: Program, path: Path, instead: Program) -> Program:
    result = copy.deepcopy(program)
    block = result
    for depth, (_, i) in enumerate(path):
        if depth + 1 == len(path):
            block[i:i + 1] = copy.deepcopy(instead)
        else:
            block = block[i].blocks[path[depth + 1][0]]
    return result
