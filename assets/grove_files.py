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

    def _wait(self, path: Any) -> float:
        where = os.path.abspath(os.fspath(path))
        if not where.startswith(self._folder):  # of Python's own, as it imports
            return 0.0
        while where not in self._latencies and where != "/":
            where = os.path.dirname(where)
        seconds = self._latencies.get(where, self._default)
        if seconds:
            self._sleep(seconds)
        return seconds

    def _slow(self, path: Any, function: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*args: Any, **kwargs: Any) -> Any:
            self._wait(path)
            return function(*args, **kwargs)
        return slow

    def _patches(self) -> dict[tuple[object, str], object]:
        real_open = io.open

        def open_slowly(file: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(file, int):
                return real_open(file, *args, **kwargs)
            seconds = self._wait(file)
            opened = real_open(file, *args, **kwargs)
            if seconds:
                for name in _OF_FILES:
                    if hasattr(opened, name):
                        setattr(opened, name, self._slow(file, getattr(opened, name)))
            return opened

        def of_path(function: Callable[..., Any]) -> Callable[..., Any]:
            def slow(path: Any = ".", *args: Any, **kwargs: Any) -> Any:
                if not isinstance(path, int):
                    self._wait(path)
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
