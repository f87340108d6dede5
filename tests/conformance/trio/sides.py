"""Both sides of a comparison: what Grove, and what real Trio, make of a program."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import causes
from compare import Normalised, by_instant, difference, normalise, show

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # CPython 3.11, the one that Grove follows
GROVE_TIMEOUT = 60  # seconds
WORKERS = 2
FILE_AT_FAULT = 65  # Grove's exit status


@dataclass
class Side:
    """What one side made of a program. `problem`: why there is nothing to compare."""

    normal: Normalised
    stdout: str = ""
    status: int = 0
    problem: str | None = None
    refused: bool = False

    def parts(self) -> dict[str, list[str]]:
        """Each to be equal on both sides; a log holds just this."""
        return {"lines": [show(line) for line in self.normal.lines],
                "cancels": [show(line) for line in by_instant(self.normal.cancels)],
                "ending": [f"outcome {self.normal.outcome}", f"exception {self.normal.exception}",
                           f"status {self.status}"],
                "stdout": self.stdout.splitlines()}


def first_difference(grove: Side, truth: dict[str, list[str]]) -> str | None:
    """Where Grove's run and the truth (a Side's parts) part company, with what is round it."""
    if grove.problem is not None:
        return grove.problem
    ours = grove.parts()
    for part in truth:
        found = difference(ours[part], truth[part])
        if found is not None:
            return f"  {part}:\n{found}"
    return None


def run_grove(grove: str, arguments: Sequence[str], needs: Sequence[str] = ()) -> Side:
    """`arguments` of `grove run`. A program that needs something Grove has not may be refused."""
    with tempfile.TemporaryDirectory(prefix="grove-check-") as folder:
        record = Path(folder) / "record.jsonl"
        command = [grove, "run", *arguments, "--record", str(record), "--detail", "steps"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=GROVE_TIMEOUT)
        except subprocess.TimeoutExpired:
            return Side(Normalised(), problem=f"  grove: no end after {GROVE_TIMEOUT} s")
        refused = done.returncode == FILE_AT_FAULT or any(
            f"no attribute '{need.rpartition('.')[2]}'" in done.stderr for need in needs)
        normal, causeless = Normalised(), None
        if record.exists():
            with record.open(encoding="utf-8") as lines:
                events = [json.loads(line) for line in lines]
            normal, causeless = normalise(events), causes.wrong(events)
        if refused or done.returncode < 0 or normal.outcome is None:  # it did not get to an end
            said = "\n".join(f"    {line}" for line in done.stderr.splitlines()[:8])
            return Side(Normalised(), refused=refused,
                        problem=f"  grove: exit status {done.returncode}, no whole record\n{said}")
        return Side(normal, done.stdout, done.returncode, causeless)


def run_grove_on_all(grove: str, runs: Iterable[Sequence[str]]) -> list[Side]:
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(lambda arguments: run_grove(grove, arguments), runs))


# -I keeps the user's own packages away; the folders needed are put back.
_START = "import sys; sys.path[:0] = [{here!r}, {trio!r}]; import oracle; oracle.main()"


class Oracle:
    """Real Trio, in a few processes that each do many jobs (oracle.py), as long as it is open."""

    def __init__(self, trio: str) -> None:
        command = [PYTHON, "-I", "-c", _START.format(here=str(HERE), trio=trio)]
        self._processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            text=True) for _ in range(WORKERS)]
        self._pool = ThreadPoolExecutor(WORKERS)

    def ask(self, jobs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answers in the order of the jobs."""
        answers: list[dict[str, Any]] = [{"error": "no answer"}] * len(jobs)

        def work(i: int) -> None:
            process = self._processes[i]
            for j in range(i, len(jobs), WORKERS):
                print(json.dumps(jobs[j]), file=process.stdin, flush=True)
                line = process.stdout.readline()
                if not line:
                    return
                answers[j] = json.loads(line)

        list(self._pool.map(work, range(WORKERS)))
        return answers

    def sides(self, jobs: Sequence[dict[str, Any]]) -> list[Side]:
        return [trio_side(answer) for answer in self.ask(jobs)]

    def close(self) -> None:
        for process in self._processes:
            process.stdin.close()
            process.wait()
        self._pool.shutdown()


def trio_side(answer: dict[str, Any]) -> Side:
    if "error" in answer:
        return Side(Normalised(), problem=f"  trio: {answer['error']}")
    normal = Normalised(answer["lines"], answer["cancels"], answer["outcome"], answer["exception"])
    return Side(normal, answer["stdout"], answer["status"])


def find_trio(folder: str) -> str | None:
    return folder if folder and (Path(folder) / "trio" / "__init__.py").exists() else None
