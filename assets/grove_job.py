"""A program to be recorded: what decides its run, how it ended, and its errors as Python prints them.
Whatever library it uses."""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Schedule = str | list[list[str]]


@dataclass
class Job:
    """A program and all that decides its run. `knobs`: name to Python literal in source form."""

    path: str
    seed: int = 0
    knobs: dict[str, str] = field(default_factory=dict)
    schedule: Schedule = "spawn-order"
    until: float | None = None  # simulated seconds after which a pinned run stops
    pinned: bool = True
    # What the outside world does, as in a scenario: "cancel", "interrupt", "deadline", "shield",
    # "signal", "network", "file". Trio has no way in for the others.
    inputs: list[dict[str, Any]] = field(default_factory=list)
    # The scenario's tables.
    network: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Any] | None = None  # without them the program runs where it is
    processes: dict[str, Any] = field(default_factory=dict)


@dataclass
class Ending:
    """How the program ended: `outcome` as in run_finished, the exit status, what was uncaught."""

    outcome: str
    status: int
    exception: BaseException | None = None


class StopRun(BaseException):
    """Ends a pinned run from outside; its argument is the outcome, `deadlock` or `limit`."""


STATUS_DEADLOCK, STATUS_INTERRUPTED = 81, 130


def set_knobs(source: str, knobs: dict[str, str]) -> str:
    """Replaces the value of each name's first top-level assignment; line numbers stay."""
    values = {}
    for statement in ast.parse(source).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else (
            [statement.target] if isinstance(statement, ast.AnnAssign) else [])
        for target in targets:
            if isinstance(target, ast.Name) and statement.value is not None:
                values.setdefault(target.id, statement.value)
    missing = sorted(knobs.keys() - values.keys())
    if missing:
        raise ValueError(f"the program assigns no {missing[0]} at its top level; "
                         f"it assigns: {', '.join(values) or 'nothing'}")
    lines = source.splitlines(keepends=True)
    for name in sorted(knobs, key=lambda n: values[n].lineno, reverse=True):
        ast.literal_eval(knobs[name])  # a literal, or an error that says what it is
        old = values[name]
        head = lines[old.lineno - 1].encode()[:old.col_offset].decode()
        tail = lines[old.end_lineno - 1].encode()[old.end_col_offset:].decode()
        height = old.end_lineno - old.lineno
        new = f"({knobs[name]}" + "\n" * height + ")" if height else knobs[name]
        lines[old.lineno - 1:old.end_lineno] = (head + new + tail).splitlines(keepends=True)
    return "".join(lines)


@contextlib.contextmanager
def signals_put_back() -> Iterator[None]:
    """What the program sets for a signal is over with it."""
    before = {number: signal.getsignal(number) for number in signal.valid_signals()
              if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGALRM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler)


def ending_of(program: Callable[[], object]) -> Ending:
    try:
        program()
    except StopRun as stop:
        outcome = stop.args[0]  # to stop at `until` was asked for, and is no failure
        return Ending(outcome, 0 if outcome == "limit" else STATUS_DEADLOCK)
    except SystemExit as exc:
        code = exc.code
        status = code & 0xFF if isinstance(code, int) else int(code is not None)
        return Ending("ok" if status == 0 else "error", status, exc if status else None)
    except KeyboardInterrupt as exc:
        return Ending("interrupted", STATUS_INTERRUPTED, exc)
    except BaseException as exc:  # whatever the program did not catch is its outcome
        return Ending("error", 1, exc)
    return Ending("ok", 0)


def traceback_text(exc: BaseException, keep: Callable[[str], bool]) -> str:
    """As Python prints it, with the frames of those files only that `keep` says yes to."""
    seen: set[int] = set()

    def strip(told: traceback.TracebackException | None) -> None:
        if told is None or id(told) in seen:
            return
        seen.add(id(told))
        told.stack[:] = [frame for frame in told.stack if keep(frame.filename)]
        for other in (told.__cause__, told.__context__, *(told.exceptions or ())):
            strip(other)

    told = traceback.TracebackException.from_exception(exc)
    strip(told)
    return "".join(told.format())


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """What decides a pinned run, whatever the library."""
    parser.add_argument("program", help="the Python file to run")
    parser.add_argument("--record", metavar="OUT.jsonl", required=True)
    parser.add_argument("--seed", type=int, default=0, help="of random")
    parser.add_argument("--until", type=float, metavar="SECONDS", help="end of the run")
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], dest="knobs",
                        help="another value for a constant of the program")
    parser.add_argument("--input", metavar="JSON", action="append", default=[], type=json.loads,
                        dest="inputs", help="what is done from outside, as in a scenario")
    parser.add_argument("--network", metavar="JSON", default={}, type=json.loads,
                        help="what is outside, as in a scenario")
    parser.add_argument("--files", metavar="JSON", type=json.loads,
                        help="the files of the run, as in a scenario")
    parser.add_argument("--processes", metavar="JSON", type=json.loads, default={},
                        help="the programs that the run can start, as in a scenario")


def job_of(args: argparse.Namespace, **more: Any) -> Job:
    return Job(args.program, args.seed, dict(knob.split("=", 1) for knob in args.knobs),
               until=args.until, inputs=args.inputs, network=args.network, files=args.files,
               processes=args.processes, **more)
