"""Makes a program smaller as long as it keeps its fault: statements and expressions are left out,
or give way to their parts."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator

BODIES = ("body", "orelse", "finalbody", "handlers")


def statement_changes(tree: ast.AST) -> Iterator[Callable[[], None]]:
    """Changes of this very tree; only one may be made."""
    for node in ast.walk(tree):
        for field in BODIES:
            items = getattr(node, field, None)
            if not isinstance(items, list):
                continue
            for at in range(len(items)):
                yield lambda items=items, at=at: items.__delitem__(at)
                for inner in BODIES:
                    block = getattr(items[at], inner, None)
                    if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                        yield lambda items=items, at=at, block=block: items.__setitem__(
                            slice(at, at + 1), block)


def expression_changes(tree: ast.AST) -> Iterator[Callable[[], None]]:
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                for part in ast.iter_child_nodes(value):
                    if isinstance(part, ast.expr) and not isinstance(value, ast.JoinedStr):
                        yield lambda node=node, field=field, part=part: setattr(node, field, part)
            elif isinstance(value, list) and value and isinstance(value[0], (ast.expr, ast.keyword)):
                for at in range(len(value)):
                    yield lambda value=value, at=at: value.__delitem__(at)
                    for part in ast.iter_child_nodes(value[at]):
                        if isinstance(part, ast.expr):
                            yield lambda value=value, at=at, part=part: value.__setitem__(at, part)


def smaller(source: str) -> Iterator[str]:
    for changes in (statement_changes, expression_changes):
        count = sum(1 for _ in changes(ast.parse(source)))
        for number in range(count):
            tree = ast.parse(source)
            for at, change in enumerate(changes(tree)):
                if at == number:
                    change()
                    break
            try:
                text = ast.unparse(tree) + "\n"
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    compile(text, "shrunk", "exec")
            except Exception:  # a tree that means nothing
                continue
            if len(text) < len(source):
                yield text


def shrink(source: str, fails: Callable[[str], bool], tries: int = 3000) -> str:
    """The smallest program found that fails still."""
    try:
        plain = ast.unparse(ast.parse(source)) + "\n"
    except (SyntaxError, RecursionError):
        return source
    if not fails(plain):
        return source
    source = plain
    while True:
        for candidate in smaller(source):
            tries -= 1
            if tries < 0:
                return source
            if fails(candidate):
                source = candidate
                break
        else:
            return source
