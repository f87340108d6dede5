#!/usr/bin/env python3
"""The truth: runs programs under CPython's asyncio, pinned, each in a process of its own.

    echo '{"path": "program.py"}' | oracle.py

Input is one job a line, in JSON: {"path": …, "seed": 0, "until": null, "acts": [], "network": {}, "inputs": [], "record": null}. Output is one JSON object a
job, one a line, in order: {"lines": […], "stdout": …, "stderr": …, "status": …}, or {"error": …}.
`lines`: what happened to tasks, as text.py writes it; with "record", a file, what the recorder of
real programs (assets/grove_asyncio.py) tells of it, which it writes there as well.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import linecache
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
# For programs that use both libraries; before the Trio that the system may have.
sys.path.insert(0, os.environ.get("GROVE_TRIO") or str(HERE.parents[2] / "build/deps/trio"))

sys.path.insert(0, str(HERE.parents[2] / "assets"))
import text  # noqa: E402  (its folder had to be made known first)

from grove_asyncio import watching  # noqa: E402
from grove_asyncio_record import AsyncioRecorder  # noqa: E402
from grove_pin_asyncio import Pin  # noqa: E402
from grove_sources import Sources  # noqa: E402

TIMEOUT = 20  # seconds of real time for a job
STATUS_DEADLOCK, STATUS_INTERRUPTED = 81, 130


def run_job(spec: dict[str, Any], answer: Callable[[dict[str, Any]], None]) -> None:
    """Does not return: the process is over with its job."""
    path = Path(spec["path"])
    lines: list[str] = []
    out, err = io.StringIO(), io.StringIO()

    def finish(status: int) -> None:
        keep_record()
        told, before = text.without_addresses(out.getvalue()), err.getvalue()
        happened = list(lines)
        # What only the cyclic collector finds, CPython tells of when it ends.
        gc.collect()
        answer({"lines": happened, "stdout": told, "status": status,
                "stderr": text.plain(before, path.name),
                "late": text.plain(err.getvalue()[len(before):], path.name)})
        os._exit(0)

    recorded: list[dict[str, Any]] = []

    def keep_record() -> None:
        if spec.get("record"):
            lines.extend(text.told_by(recorded[1:]))
            Path(spec["record"]).write_text(
                "".join(json.dumps(each) + "\n" for each in recorded), encoding="utf-8")

    pin = Pin(lambda *what: lines.append(text.line(pin.clock.now, *what)),
                     lambda outcome: finish(STATUS_DEADLOCK if outcome == "deadlock" else 0),
                     spec.get("until"), spec.get("acts", ()), spec.get("network"),
                     spec.get("inputs", ()), tells=not spec.get("record"),
                     files=spec.get("files"), processes=spec.get("processes"))
    if "import trio" in Path(spec["path"]).read_text(encoding="utf-8"):
        import trio  # noqa: F401  (before there is another network: its loop has the real one)
    pin.install(spec.get("seed", 0))
    sys.stdout, sys.stderr = out, err
    warnings.simplefilter("default", RuntimeWarning)
    namespace = {"__name__": "__main__", "__file__": path.name}
    path = path.resolve()
    with contextlib.ExitStack() as stack:
        if spec.get("files"):
            stack.enter_context(pin.files.applied())
        if spec.get("record"):
            recorder = AsyncioRecorder(recorded.append, Sources(path.name, path.read_text("utf-8")),
                                       lambda: round(pin.clock.now * 1e9))
            recorder.strict = True
            stack.enter_context(watching(recorder))
        status = _run(path, namespace)
        if spec.get("record"):
            recorder.finish("ok" if status == 0 else "error", None)
    for name in list(namespace):
        namespace[name] = None
    finish(status)


def _run(path: Path, namespace: dict[str, Any]) -> int:
    source = path.read_text(encoding="utf-8")
    linecache.cache[path.name] = (len(source), None, source.splitlines(keepends=True), path.name)
    try:
        exec(compile(source, path.name, "exec"), namespace)
    except SystemExit as leaves:
        code = leaves.code
        if not isinstance(code, int) and code is not None:
            print(code, file=sys.stderr)
        return code if isinstance(code, int) else int(code is not None)
    except BaseException as error:
        traceback.print_exception(error)
        return STATUS_INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _work(spec: dict[str, Any], write: int) -> None:
    def answer(what: dict[str, Any]) -> None:
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            json.dump(what, pipe)

    try:
        run_job(spec, answer)
    except BaseException:  # a fault of this harness
        answer({"error": traceback.format_exc()})
    os._exit(0)


def in_child(spec: dict[str, Any]) -> str:
    """The answer of a process that does this job alone: names are counted from 1 in each."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        signal.alarm(TIMEOUT)
        _work(spec, write)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer or json.dumps({"error": f"no end after {TIMEOUT} s"})


def main() -> int:
    gc.disable()
    # Collecting in a child would write to all that is shared with it, and so copy it.
    gc.freeze()
    for line in sys.stdin:
        print(in_child(json.loads(line)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
