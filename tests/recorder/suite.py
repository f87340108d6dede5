"""Trio's own tests, recorded."""

from __future__ import annotations

import functools
import subprocess
import xml.etree.ElementTree as xml
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from machine import PYTHON, Library, Machine, Skipped

HOW_LONG = 900  # seconds


def tests(machine: Machine) -> Iterator[tuple[str, Callable[[Path], None]]]:
    for library in machine.trios:
        yield f"no test of {library} comes out otherwise for being recorded", functools.partial(
            comes_out_the_same, machine, library)


def comes_out_the_same(machine: Machine, library: Library, folder: Path) -> None:
    if library.run("-c", "import pytest", cwd=folder).returncode != 0:
        raise Skipped
    plain = outcomes(library, folder)
    records = folder / "records"
    recorded = outcomes(library, folder, "-p", "grove_pytest", "--grove-to", str(records),
                        "--grove-keep", "all")
    if len(plain) < 100:
        raise Skipped  # it came without its tests
    others = {name: (plain.get(name), recorded.get(name)) for name in plain.keys() | recorded.keys()
              if plain.get(name) != recorded.get(name)}
    # What a test makes of the time of a busy machine may differ from run to run as it is.
    if others:
        again = outcomes(library, folder)
        others = {name: how for name, how in others.items() if again.get(name) == plain.get(name)}
    assert not others, others
    kept = sorted(records.glob("*.trio.jsonl"))
    for record in kept:
        done = machine.grove("check", record)
        assert done.returncode == 0, done.stderr
    print(f"{library}: {dict(Counter(recorded.values()))}, {len(kept)} records read")


def outcomes(library: Library, folder: Path, *more: str) -> dict[str, str]:
    new = tuple(map(int, library.version.split(".")[:2])) >= (0, 23)
    plugin = ["-p", "trio._tests.pytest_plugin"] if new else []
    subprocess.run([PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--pyargs", "trio",
                    "--continue-on-collection-errors", "--junitxml", str(folder / "out.xml"),
                    *plugin, *more], cwd=folder, env=library.environment(), timeout=HOW_LONG,
                   capture_output=True, stdin=subprocess.DEVNULL)
    return {f"{case.get('classname')}::{case.get('name')}": next(
                (part.tag for part in case if part.tag in ("failure", "error", "skipped")), "passed")
            for case in xml.parse(folder / "out.xml").iter("testcase")}
