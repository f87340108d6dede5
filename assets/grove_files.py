"""A scenario's files for a pinned run: real ones in a folder of their own, in which the program
runs. An operation takes as long as the table says."""

from __future__ import annotations

import base64
import builtins
import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from grove_program import replaced

_OF_PATHS = ("stat", "listdir", "scandir", "mkdir", "rmdir", "unlink", "remove", "rename",
             "replace")
_OF_FILES = ("read", "read1", "readinto", "readline", "readlines", "write", "truncate")


class _SlowFile:
    """A file of which each operation takes its time."""

    def __init__(self, file: Any, wait: Callable[[], None]) -> None:
        self._file, self._wait = file, wait

    @property  # for isinstance()
    def __class__(self) -> Any:
        return type(self._file)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        if name not in _OF_FILES:
            return found

        def slow(*args: Any, **kwargs: Any) -> Any:
            self._wait()
            return found(*args, **kwargs)
        return slow

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __dir__(self) -> list[str]:
        return dir(self._file)

    def __repr__(self) -> str:
        return repr(self._file)

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        self._wait()
        return next(self._file)

    def __enter__(self) -> Any:
        self._file.__enter__()
        return self

    def __exit__(self, *exc_info: Any) -> Any:
        return self._file.__exit__(*exc_info)


class Files:
    def __init__(self, table: dict[str, Any], sleep: Callable[[float], None]) -> None:
        self._table, self._sleep = table, sleep
        self._latencies: dict[str, float] = {}
        self._default, self._folder = 0.0, ""

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        before = os.getcwd()
        with tempfile.TemporaryDirectory(prefix="grove-files-") as folder:
            os.chdir(folder)
            self._folder = os.getcwd()
            try:
                for path, what in self._table.items():
                    self._make(path, what)
                with replaced(self._patches()):
                    yield
            finally:
                os.chdir(before)

    def _make(self, path: str, what: Any) -> None:
        latency = what.get("latency") if isinstance(what, dict) else None
        if path == "*":
            self._default = latency or 0.0
            return
        if latency is not None:
            self._latencies[os.path.abspath(path)] = latency
        if path.endswith("/"):
            Path(path).mkdir(parents=True, exist_ok=True)
            return
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(_bytes_of(what))

    def change(self, path: str, latency: float) -> None:
        """From outside, from now on."""
        if path == "*":
            self._default = latency
            self._latencies.clear()
        else:
            self._latencies[os.path.abspath(path)] = latency

    def _is_ours(self, path: Any) -> bool:
        """Not of Python's own, as it imports."""
        return os.path.abspath(os.fspath(path)).startswith(self._folder)

    def wait(self, path: Any) -> None:
        """As long as an operation there takes."""
        where = os.path.abspath(os.fspath(path))
        if not self._is_ours(path):
            return
        while where not in self._latencies and where != "/":
            where = os.path.dirname(where)
        seconds = self._latencies.get(where, self._default)
        if seconds:
            self._sleep(seconds)

    def _patches(self) -> dict[tuple[object, str], object]:
        real_open = io.open

        def open_slowly(file: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(file, int):
                return real_open(file, *args, **kwargs)
            self.wait(file)
            opened = real_open(file, *args, **kwargs)
            return _SlowFile(opened, lambda: self.wait(file)) if self._is_ours(file) else opened

        def of_path(function: Callable[..., Any]) -> Callable[..., Any]:
            def slow(path: Any = ".", *args: Any, **kwargs: Any) -> Any:
                if not isinstance(path, int):
                    self.wait(path)
                return function(path, *args, **kwargs)
            return slow

        return {(builtins, "open"): open_slowly, (io, "open"): open_slowly,
                **{(os, name): of_path(getattr(os, name)) for name in _OF_PATHS}}


def _bytes_of(what: Any) -> bytes:
    if isinstance(what, list):
        return "".join(line + "\n" for line in what).encode()
    if isinstance(what, str):
        return what.encode()
    if "base64" in what:
        return base64.b64decode(what["base64"])
    return _bytes_of(what.get("text", ""))
