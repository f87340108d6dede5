"""Both sides of a comparison: what Grove, and what CPython's asyncio, make of a program."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import text
from acts import Act, arguments

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PYTHON = "/usr/bin/python3"  # CPython 3.11.2, the one that Grove follows
TIMEOUT = 60  # seconds
WORKERS = 2
CONTEXT = 6  # lines round a difference


def run_grove(grove: str, path: Path, acts: Sequence[Act] = (), seed: int = 0) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="grove-check-") as folder:
        record = Path(folder) / "record.jsonl"
        command = [grove, "run", path.name, "--record", str(record), "--detail", "steps",
                   "--seed", str(seed), *arguments(list(acts))]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT,
                                  cwd=path.parent)
        except subprocess.TimeoutExpired:
            return {"error": f"grove: no end after {TIMEOUT} s"}
        if done.returncode < 0 or done.returncode in (64, 65, 70) or not record.exists():
            return {"error": f"grove: exit status {done.returncode}\n{done.stderr}"}
        with record.open(encoding="utf-8") as file:
            header, *events = [json.loads(line) for line in file]
        # Trio's tasks are told as well, and CPython's side knows nothing of them.
        lines = None if header["dialect"] == "mixed" else text.told_by(events)
    # An act on a task that is over by then is told of, and changes nothing on the other side.
    stderr = "\n".join(each for each in text.plain(done.stderr, path.name).splitlines()
                       if not each.startswith("grove: the input "))
    if done.returncode == 81:
        stderr = stderr[:stderr.index("grove: deadlock")].rstrip("\n")
    return {"lines": lines, "stdout": text.without_addresses(done.stdout), "stderr": stderr, "status": done.returncode}


def ask_python(paths: list[Path], acts: Sequence[Sequence[Act]],
               seeds: Sequence[int], records: Sequence[Path | None] | None = None
               ) -> list[dict[str, Any]]:
    """In the order of the paths. `records`: where the recorder of real programs is to write."""
    jobs = "".join(json.dumps({"path": str(path), "acts": list(some), "seed": seed,
                               "record": record and str(record)}) + "\n"
                   for path, some, seed, record in zip(paths, acts, seeds,
                                                       records or [None] * len(paths)))
    done = subprocess.run([PYTHON, "-I", str(HERE / "oracle.py")], input=jobs, text=True,
                          stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(grove: str, paths: list[Path],
            acts: Sequence[Sequence[Act]] | None = None,
            seeds: Sequence[int] | None = None) -> list[str | None]:
    """What is wrong with each, or None. For each: what is done to it from outside, and its seed."""
    all_acts = acts or [()] * len(paths)
    all_seeds = seeds or [0] * len(paths)
    with ThreadPoolExecutor(WORKERS) as pool:
        truth = pool.submit(ask_python, paths, all_acts, all_seeds)
        ours = list(pool.map(lambda job: run_grove(grove, *job), zip(paths, all_acts, all_seeds)))
        return [difference(a, b) for a, b in zip(ours, truth.result())]


def difference(ours: dict[str, Any], truth: dict[str, Any]) -> str | None:
    for side in (ours, truth):
        if "error" in side:
            return f"  {side['error']}"
    for part in ("stdout", "lines", "stderr", "status"):
        a, b = (side[part] for side in (ours, truth))
        if a is None or a == b or part == "stderr" and text.same_reports(a, b, truth["late"]):
            continue
        a, b = (each.splitlines() if isinstance(each, str) else each for each in (a, b))
        if not isinstance(a, list):
            return f"  {part}: Grove {a}, Python {b}"
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        if at == len(a) == len(b):
            continue
        shown = [f"      {each}" for each in b[max(0, at - CONTEXT):at]]
        shown += [f"    G {each}" for each in a[at:at + CONTEXT]]
        shown += [f"    P {each}" for each in b[at:at + CONTEXT]]
        return f"  {part}, from line {at + 1} on:\n" + "\n".join(shown)
    return None


if __name__ == "__main__":
    sys.exit("run `check`")
