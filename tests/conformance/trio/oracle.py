#!/usr/bin/env python3
"""The truth: runs programs under real Trio, pinned, many in one process.

    echo '{"path": "program.py"}' | PYTHONPATH=$GROVE_TRIO oracle.py

Input is one job a line, in JSON: {"path": …, "seed": 0, "knobs": {"NAME": "literal"},
"schedule": "spawn-order", "until": null, "timeout": 20}; all but the path may be left out. Output
is one JSON object a job, one a line, in order, as soon as it is there: {"lines": […], "cancels": […], "outcome": …,
"exception": …, "stdout": …, "status": …, "traceback": …}, or {"error": …} when there is no result.
`lines` and `cancels` are those of compare.py; with "record": true the record is given as well.

Jobs do not see each other: every one has its own namespace, output, seeded luck, clock and
warnings, and what it left behind is collected before the next. Within a job the cyclic garbage
collector is off, so that nothing depends on when it happens to run.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "assets"))

import grove_pin  # noqa: E402  (its folder had to be made known first)
from compare import normalise  # noqa: E402
from grove_events import without_addresses  # noqa: E402

DEFAULT_TIMEOUT = 20.0  # seconds of real time for a job


class OutOfTime(BaseException):
    """The job used up its real time."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    hit = False

    def on_alarm(signum: int, frame: object) -> None:
        nonlocal hit
        hit = True
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, on_alarm)
    # Again and again: the program may catch what it is hit by.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if hit:  # and the program made something else of it
        raise OutOfTime


@contextlib.contextmanager
def isolated(out: io.StringIO) -> Iterator[None]:
    """Output caught, warnings and reports about abandoned coroutines silenced."""
    hook, stdout, stderr = sys.unraisablehook, sys.stdout, sys.stderr
    sys.unraisablehook = lambda report: None
    sys.stdout, sys.stderr = out, io.StringIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
            gc.collect()  # what is left of the run may still print: not in the next one's output
    finally:
        sys.unraisablehook, sys.stdout, sys.stderr = hook, stdout, stderr


def run_job(spec: dict[str, Any]) -> dict[str, Any]:
    """The result of one job, as described above."""
    options = dict(spec)
    timeout = options.pop("timeout", None) or DEFAULT_TIMEOUT
    with_record = options.pop("record", False)
    events: list[dict[str, Any]] = []
    out = io.StringIO()
    try:
        job = grove_pin.Job(**options)
        with isolated(out), time_limit(timeout):
            ending = grove_pin.run_program(job, events.append)
            result = _result_of(job, ending, events)
            result["stdout"] = out.getvalue()
            del ending
    except OutOfTime:
        return {"error": f"no end after {timeout:g} s"}
    except Exception:  # a fault of the job or of this harness: told, and the next job runs
        return {"error": traceback.format_exc()}
    if with_record:
        result["record"] = events
    return result


def _result_of(job: grove_pin.Job, ending: grove_pin.Ending,
               events: list[dict[str, Any]]) -> dict[str, Any]:
    normal = normalise(events)
    name, exc = Path(job.path).name, ending.exception
    silent = exc is None or isinstance(exc, SystemExit)
    told = "" if silent else grove_pin.traceback_text(exc, lambda file: file == name)
    return {"lines": normal.lines, "cancels": normal.cancels, "outcome": normal.outcome,
            "exception": normal.exception, "status": ending.status,
            "traceback": without_addresses(told)}


def main() -> int:
    gc.disable()
    gc.freeze()
    jobs, results = sys.stdin, os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in jobs:
        results.write(json.dumps(run_job(json.loads(line)), ensure_ascii=False) + "\n")
        results.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
