"""The recorder of real programs (assets/grove_asyncio.py) changes nothing, tells the steps as they
are, and writes what Grove can read."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sides import TIMEOUT, ask_python, difference


def wrong_in_records(grove: str, paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Of the programs that fail, what is wrong."""
    with tempfile.TemporaryDirectory(prefix="grove-check-") as folder:
        records: list[Path | None] = [Path(folder) / f"{path.stem}.jsonl" for path in paths]
        nothing: list[tuple[()]] = [()] * len(paths)
        seeds = [0] * len(paths)
        plain = ask_python(paths, nothing, seeds)
        recorded = ask_python(paths, nothing, seeds, records)
        for path, record, a, b in zip(paths, records, recorded, plain):
            wrong = difference(a, b) or unreadable(grove, record)
            if wrong is not None:
                yield path, wrong


def unreadable(grove: str, record: Path | None) -> str | None:
    done = subprocess.run([grove, "tree", str(record)], capture_output=True, text=True,
                          timeout=TIMEOUT)
    return None if done.returncode == 0 else f"  {done.stderr or done.returncode}"
