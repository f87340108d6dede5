"""What the tests of the recorder run with: Python, each Trio that is there, and Grove."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "tests/recorder/programs"
ASSETS = ROOT / "assets"
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
TIMEOUT = 120  # seconds

Event = dict[str, Any]


class Skipped(Exception):
    """What the test needs is not on this machine."""


@dataclass
class Library:
    """One that programs are recorded with: its name, version, and PYTHONPATH."""

    name: str
    version: str
    path: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def run(self, *arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([PYTHON, *arguments], cwd=cwd, env=self.environment(**more), text=True,
                              capture_output=True, timeout=TIMEOUT, stdin=subprocess.DEVNULL)

    def environment(self, **more: str) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": f"{ASSETS}:{self.path}", "PYTHONDONTWRITEBYTECODE": "1",
                **more}

    def record(self, program: Path, to: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", f"grove_{self.name}", "record", "-o", str(to), str(program), *arguments,
                        cwd=to.parent)

    def run_text(self, source: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """A program that records itself."""
        (folder / "program.py").write_text(source, encoding="utf-8")
        return self.run("program.py", cwd=folder)


class Machine:
    def __init__(self) -> None:
        self.grove_program = os.environ.get("GROVE") or str(ROOT / "build/release/grove")
        self.asyncio = Library("asyncio", "", "")
        newest = os.environ.get("GROVE_TRIO", str(ROOT / "build/deps/trio"))
        trios = [_trio_at(path) for path in ("", newest)]
        self.trios = list({str(each): each for each in trios if each is not None}.values())

    def grove(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.grove_program, *map(str, arguments)], text=True, timeout=TIMEOUT,
                              capture_output=True, env={**os.environ, **environment})

    def read(self, record: Path, is_finished: bool = True) -> tuple[Event, list[Event]]:
        """The header and the events of a record that reads without a fault."""
        for command in (["check"], ["tree"], ["why", "--event", "0"]):
            done = self.grove(command[0], record, *command[1:])
            assert done.returncode == 0, done.stderr
            noted = "ends in the midst of its run" in done.stderr
            assert noted != is_finished, f"{command}: {done.stderr!r}"
        lines = record.read_text(encoding="utf-8").splitlines()
        header, *events = map(json.loads, lines)
        assert is_finished == (events[-1]["kind"] == "run_finished"), events[-1]
        return header, events


def _trio_at(path: str) -> Library | None:
    if path == "" and PYTHON != "/usr/bin/python3":
        return None
    asks = Library("trio", "", path).run("-c", "import trio; print(trio.__version__)", cwd=ROOT)
    version = asks.stdout.strip()
    return Library("trio", version, path) if asks.returncode == 0 else None


def of_kind(events: list[Event], *kinds: str) -> list[Event]:
    return [event for event in events if event["kind"] in kinds]
