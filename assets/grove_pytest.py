"""A record of each test that fails: a plugin of pytest.

    PYTHONPATH=assets python3 -m pytest -p grove_pytest [--grove-to FOLDER] [--grove-keep all]
                                                        [--grove-lines]

What a test does with Trio and asyncio is recorded from its fixtures' setup to their teardown, as
grove_trio.py and grove_asyncio.py do. The record of a test that passes is taken away again; the others
are named in the test's report and at the end. `grove why` and `grove-viewer` read them.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grove_recording import Library, Recording
from grove_sources import sources_of

_records = pytest.StashKey[list["_Record"]]()
_failure = pytest.StashKey[BaseException]()
_kept = pytest.StashKey[list[str]]()
_LONGEST_NAME = 180  # a file's name has 255 bytes at most


class _Record:
    """Of one test, as far as it uses one library."""

    def __init__(self, library: Library, path: Path, sources: Any, lines: bool) -> None:
        self.path = path
        self._recording = Recording(library, path, sources, lines)

    def stop(self, failure: BaseException | None, keep: bool) -> bool:
        """Gives whether it stays."""
        self._recording.stop("ok" if failure is None else "error", failure)
        if keep and self.is_used():
            return True
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()
        return False

    def is_used(self) -> bool:
        return self._recording.events.task_count > 0


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("grove")
    group.addoption("--grove-to", metavar="FOLDER", default="grove-records",
                    help="where records go (default: grove-records)")
    group.addoption("--grove-keep", choices=("failed", "all"), default="failed",
                    help="the records of which tests stay (default: failed)")
    group.addoption("--grove-lines", action="store_true",
                    help="each line of the tests and what they import as well; much slower")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_kept] = []


def _libraries() -> Iterator[Library]:
    """Those that the tests have imported."""
    if "trio" in sys.modules:
        import grove_trio
        yield grove_trio.LIBRARY
    if "asyncio" in sys.modules:
        import grove_asyncio
        yield grove_asyncio.LIBRARY


def _begin(item: pytest.Item) -> list[_Record]:
    folder = Path(item.config.rootpath, item.config.getoption("--grove-to"))
    name = re.sub(r"[^\w.-]+", "-", item.nodeid).strip("-")
    name = name.encode()[-_LONGEST_NAME:].decode(errors="ignore")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sources = sources_of(str(item.path), (str(item.config.rootpath),))
        lines = item.config.getoption("--grove-lines")
        return [_Record(library, folder / f"{name}.{library.name}.jsonl", sources, lines)
                for library in _libraries()]
    except (OSError, ValueError, RuntimeError) as problem:
        item.warn(pytest.PytestWarning(f"this test is not recorded: {problem}"))
        return []


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    item.stash[_records] = _begin(item)
    yield
    _end(item)


def _end(item: pytest.Item) -> None:
    failure = item.stash.get(_failure, None)
    keep = failure is not None or item.config.getoption("--grove-keep") == "all"
    for record in reversed(item.stash[_records]):
        if record.stop(failure, keep):
            item.config.stash[_kept].append(os.path.relpath(record.path))
    item.stash[_records] = []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome: Any = yield
    report = outcome.get_result()
    if report.failed and call.excinfo is not None:
        item.stash.setdefault(_failure, call.excinfo.value)
        for record in filter(_Record.is_used, item.stash.get(_records, [])):
            report.sections.append(("grove", f"recorded in {os.path.relpath(record.path)}"))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    kept = config.stash[_kept]
    if kept and config.getoption("--grove-keep") == "failed":
        terminalreporter.section("records of failed tests")
        for path in kept:
            terminalreporter.line(f"grove-viewer {path}")
