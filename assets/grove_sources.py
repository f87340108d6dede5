"""Sources: the files of a program whose lines a record shows.

A record has one text, and each event at most one line of it. A program of several files has them one
behind the other there, the one that was started first, each other under a line that names it; a
`line` counts through all of them. Which files those are is found by reading what imports what, before
anything runs, since a record says it in its first line. Of a file that is imported in another way the
lines are those that led into it.
"""

from __future__ import annotations

import ast
import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

_MOST_FILES, _MOST_BYTES = 400, 4_000_000
_NOT_OF_A_PROGRAM = {"site-packages", "dist-packages", "__pycache__"}
_OURS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "grove_")
_PYTHONS = os.path.join(os.path.dirname(os.__file__), "")


class Sources:
    """The text of a program, and where in it a place of its code is."""

    def __init__(self, main: str, text: str, others: tuple[tuple[str, str, str], ...] = ()) -> None:
        """`main` is the file name in the code of the program; `others` have such a name too, one to
        show, and a text."""
        self.title = Path(main).stem
        self.lines = text.splitlines()
        self.files = [{"name": os.path.basename(main), "line": 1}]
        self._before = {main: 0}  # lines before those of the file
        for name, shown, other in others:
            self.lines += ["", f"# ---- {shown} ----"]
            self.files.append({"name": shown, "line": len(self.lines) + 1})
            self._before[name] = len(self.lines)
            self.lines += other.splitlines()

    def line_in(self, frame: FrameType) -> int | None:
        """Where the frame is; None if it is not in the program."""
        before = self._before.get(frame.f_code.co_filename)
        return None if before is None else before + frame.f_lineno

    def before(self, name: str) -> int | None:
        """How many lines of others stand before those of the file; None if it is not in the program."""
        return self._before.get(name)

    def line_at(self, name: str, line: int) -> int | None:
        before = self._before.get(name)
        return None if before is None else before + line


def sources_of(main: str, roots: tuple[str, ...] = (), with_loaded: bool = False) -> Sources:
    """Of a program that is started as the file `main`: it, and what it imports of what lies below its
    folder or one of `roots`; `with_loaded`: and what has been imported from there in any way.
    Raises OSError and UnicodeError."""
    main = os.path.abspath(main)
    folders = tuple(dict.fromkeys([os.path.dirname(main), *map(os.path.abspath, roots)]))
    files = list(_with_imports(main, folders))
    if with_loaded:
        loaded = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
        files += sorted({file for file in loaded if _is_below(file, folders)} - set(files))
    texts, size = [], 0
    for file in files[1:_MOST_FILES]:
        text = _text_of(file)
        size += len(text)
        if text.strip() and size <= _MOST_BYTES:
            texts.append((file, _shown(file, folders), text))
    return Sources(main, _text_of(main, strict=True), tuple(texts))


def _shown(file: str, folders: tuple[str, ...]) -> str:
    return next(os.path.relpath(file, each) for each in folders if _is_below(file, (each,)))


def _is_below(file: str, folders: tuple[str, ...]) -> bool:
    """Whether it is a file of the program: not of a library that is installed below its folder."""
    if not file.endswith(".py") or file.startswith((_OURS, _PYTHONS)):
        return False
    folder = next((each for each in folders if file.startswith(os.path.join(each, ""))), None)
    if folder is None or folder == os.path.sep:
        return False
    parts = Path(file[len(folder):]).parts
    return _NOT_OF_A_PROGRAM.isdisjoint(parts) and not any(part.startswith(".") for part in parts)


def _text_of(file: str, strict: bool = False) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        if strict:
            raise
        return ""


def _with_imports(main: str, folders: tuple[str, ...]) -> Iterator[str]:
    """The file and those it imports, each before what it imports itself."""
    todo, met = [main], {main}
    while todo and len(met) < _MOST_FILES:
        file = todo.pop(0)
        yield file
        for name in _imports_of(file, _text_of(file)):
            for found in _files_of(name, file, folders):
                if found not in met:
                    met.add(found)
                    todo.append(found)


@functools.lru_cache(maxsize=_MOST_FILES)
def _imports_of(file: str, text: str) -> tuple[tuple[int, str], ...]:
    """What it imports wherever it does: (dots before the name, the name)."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return ()
    names: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [(0, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            # What is imported from a package may be a module of it.
            names += [(node.level, base)] + [(node.level, f"{base}.{alias.name}".lstrip("."))
                                             for alias in node.names]
    return tuple(dict.fromkeys(names))


def _files_of(name: tuple[int, str], importer: str, folders: tuple[str, ...]) -> Iterator[str]:
    """The files that are run for the module of that name: its packages' and its own."""
    dots, dotted = name
    starts = folders
    if dots:
        folder = os.path.dirname(importer)
        for _ in range(dots - 1):
            folder = os.path.dirname(folder)
        starts = (folder,)
    parts = dotted.split(".") if dotted else []
    for start in starts:
        if dots == 0 and not os.path.exists(os.path.join(start, parts[0])) and \
                not os.path.exists(os.path.join(start, parts[0] + ".py")):
            continue
        for end in range(len(parts) + 1):
            place = os.path.join(start, *parts[:end])
            for file in (os.path.join(place, "__init__.py"), place + ".py"):
                if (end or dots) and _is_below(file, folders) and os.path.isfile(file):
                    yield file
        return
