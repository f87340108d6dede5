"""Records a run of a real Trio program as a Grove record (JSON Lines).

A program in one file, from the command line:

    python3 grove_trio.py PROGRAM.py --record run.jsonl            on the real clock
    python3 grove_trio.py PROGRAM.py --record run.jsonl --pinned   repeatable (grove_pin.py)

From inside a program of one's own:

    import grove_trio
    with grove_trio.recording("run.jsonl", program=__file__):
        trio.run(main)

Recorded, under the names Grove's engine uses: tasks and their steps, nurseries, cancel scopes,
cancellations, the exceptions that tasks end with, prints, draws from `random`. Not recorded: lines
and exceptions that never leave a task, since Trio does not see them.

Trio is only watched: every patched method calls the original with the same arguments. Needs
Trio 0.31 or later (the reasons of cancellations).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import trio

import grove_pin
from grove_job import add_run_options, refuse_record
from grove_program import print_line, recorded_into
from grove_record import Recorder
from grove_watch import watching


@contextlib.contextmanager
def recording(path: str, program: str) -> Iterator[Recorder]:
    """Records the `trio.run` calls inside into a file. `program` is the file to show lines of."""
    source = Path(program).read_text(encoding="utf-8")
    with recorded_into(path, lambda sink: Recorder(sink, program, source), watching) as recorder:
        yield recorder


def main() -> int:
    parser = argparse.ArgumentParser(description="Record a run of a Trio program for Grove.")
    parser.add_argument("program", help="the Python file to run")
    add_run_options(parser)
    parser.add_argument("--schedule", default="spawn-order", metavar="POLICY",
                        help="spawn-order, reversed or shuffled:SEED, in a pinned run")
    parser.add_argument("--files", metavar="JSON", type=json.loads,
                        help="the files of a pinned run, as in a scenario")
    parser.add_argument("--processes", metavar="JSON", type=json.loads, default={},
                        help="the programs that a pinned run can start, as in a scenario")
    args = parser.parse_args()
    if tuple(int(part) for part in trio.__version__.split(".")[:2]) < (0, 31):
        parser.error(f"Trio {trio.__version__} is too old: it takes 0.31 or later")
    job = grove_pin.Job(args.program, args.seed, dict(knob.split("=", 1) for knob in args.knobs),
                        args.schedule, args.until, args.pinned, args.inputs, args.network,
                        args.files, args.processes)
    here = str(Path(__file__).parent)
    try:
        refuse_record(parser, args.record, args.program)
        with open(args.record, "w", encoding="utf-8") as out:
            ending = grove_pin.run_program(job, lambda event: print_line(event, out))
    except (OSError, SyntaxError, ValueError) as problem:
        parser.error(str(problem))
    if ending.exception is not None:
        sys.stderr.write(grove_pin.traceback_text(
            ending.exception, lambda file: not file.startswith(here)))
    return ending.status


if __name__ == "__main__":
    sys.exit(main())
