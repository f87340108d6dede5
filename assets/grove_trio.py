"""Records a run of a real Trio program as a Grove record (JSON Lines).

From the command line, the program's own arguments behind it; `-m` as Python's:

    python3 -m grove_trio record [--lines] [-o run.jsonl] PROGRAM.py [ARGUMENT …]

From inside a program, until it ends, or for a block:

    import grove_trio
    grove_trio.record("run.jsonl")

    with grove_trio.record("run.jsonl"):
        trio.run(main)

Recorded, under the names Grove's engine uses: tasks and their steps, what they wait for (of the world
outside: the address, the file, the program), nurseries, cancel scopes, cancellations, the exceptions
that tasks end with, prints, draws from `random`; of one `trio.run` after the other. With
--lines, every line of the program's own files that a task comes to (grove_lines.py). Not recorded:
exceptions that never leave a task, since Trio does not see them, and a `trio.run` that another thread
begins meanwhile.

Trio is only watched: every patched method calls the original with the same arguments. Needs
CPython 3.11 and Trio 0.22 or later.

`python3 grove_trio.py pinned …` is how `grove prove` runs a program, repeatably (grove_pin.py); that
takes Trio 0.31 or later.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

import trio

import grove_recording
from grove_job import add_run_options, job_of
from grove_record import Recorder
from grove_recording import Library, Recording
from grove_watch import watching

LIBRARY = Library("trio", Recorder, watching)


def record(path: str | os.PathLike[str], program: str | None = None, *,
           lines: bool = False, keep: int | None = None) -> Recording:
    """Records every `trio.run` from now on into a file, until the end of the process, of the `with`
    block that this opens, or `stop()`. `program` is the file to show first, that which was started if
    not said; what it imports is shown as well. `lines` and
    `keep`: as --lines and --keep."""
    return grove_recording.record(LIBRARY, path, program, lines, keep)


def _pinned(arguments: list[str]) -> int:
    import grove_pin

    parser = argparse.ArgumentParser(prog="grove_trio.py pinned")
    add_run_options(parser)
    parser.add_argument("--schedule", default="spawn-order", metavar="POLICY",
                        help="spawn-order, reversed or shuffled:SEED")
    args = parser.parse_args(arguments)
    if tuple(int(part) for part in trio.__version__.split(".")[:2]) < (0, 31):
        parser.exit(2, f"Trio {trio.__version__} is too old: it takes 0.31 or later\n")
    job = job_of(args, schedule=args.schedule)
    return grove_recording.run_pinned(parser, args, lambda sink, _: grove_pin.run_program(job, sink))


if __name__ == "__main__":
    sys.exit(grove_recording.main(LIBRARY, _pinned, sys.argv[1:]))
