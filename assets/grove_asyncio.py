"""Records a run of a real asyncio program as a Grove record (JSON Lines).

A program in one file, from the command line; its own arguments stand behind it:

    python3 grove_asyncio.py --record run.jsonl PROGRAM.py [ARGUMENT …]

From inside a program of one's own:

    import grove_asyncio
    with grove_asyncio.recording("run.jsonl", program=__file__):
        asyncio.run(main())

Recorded, under the names Grove's engine uses: tasks with those that created them, their steps, what
they wait for and who wakes them, cancellations, groups, timeouts, gathers, the exceptions that tasks
end with and those that nobody asks for, prints, draws from `random`. Not recorded: lines, exceptions
that never leave a task, and what the objects hold for which tasks wait; nor which tasks are
orphans, since only the program knows what it will still ask for.

Asyncio is only watched: what is replaced calls the original with the same arguments, and neither
tasks nor callbacks are wrapped. Needs CPython 3.11 or later.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import runpy
import sys
from asyncio import base_events, events, taskgroups, tasks, timeouts
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grove_asyncio_record import AsyncioRecorder
from grove_job import (Ending, Job, add_run_options, ending_of, refuse_record,
                       traceback_text)
from grove_program import print_line, program_watchers, recorded_into, replaced


def _watchers(recorder: AsyncioRecorder) -> dict[tuple[object, str], object]:
    """What is replaced, each with its watched version."""
    loop, group, timeout = base_events.BaseEventLoop, taskgroups.TaskGroup, timeouts.Timeout
    call_soon, run, report = loop.call_soon, events.Handle._run, loop.call_exception_handler
    call_at, gather = loop.call_at, tasks.gather
    enter_group, leave_group, abort = group.__aenter__, group.__aexit__, group._abort
    create, create_in_group = tasks.create_task, group.create_task
    enter, leave, expire, reschedule = (timeout.__aenter__, timeout.__aexit__, timeout._on_timeout,
                                        timeout.reschedule)

    def watched_call_soon(self: Any, callback: Any, *args: Any, context: Any = None) -> Any:
        handle = call_soon(self, callback, *args, context=context)
        if recorder.is_here():
            recorder.handle_made(handle)
        return handle

    def watched_call_at(self: Any, when: Any, callback: Any, *args: Any,
                        context: Any = None) -> Any:
        handle = call_at(self, when, callback, *args, context=context)
        if recorder.is_here():
            recorder.handle_made(handle)
        return handle

    def watched_run(self: Any) -> None:
        if recorder.is_here():
            recorder.run_handle(self, run)
        else:
            run(self)

    def watched_report(self: Any, context: Any) -> None:
        if recorder.is_here():
            recorder.reported(context)
        report(self, context)

    def watched_gather(*futures: Any, **more: Any) -> Any:
        outer = gather(*futures, **more)
        children = getattr(outer, "_children", None)
        if children is not None and recorder.is_here():
            recorder.gathered(outer, list(children))
        return outer

    async def watched_enter_group(self: Any) -> Any:
        entered = await enter_group(self)
        recorder.group_opened(self)
        return entered

    async def watched_leave_group(self: Any, *error: Any) -> Any:
        recorder.group_closing(self)
        try:
            return await leave_group(self, *error)
        finally:
            recorder.group_closed(self)

    def watched_abort(self: Any) -> None:
        scope, cause = recorder.scope_of(self)
        with recorder.cancelling(scope, "nursery", cause, recorder.current()):
            abort(self)

    def watched_create_in_group(self: Any, coro: Any, **more: Any) -> Any:
        with recorder.birth(self, more.get("name")):
            return create_in_group(self, coro, **more)

    def watched_create(coro: Any, **more: Any) -> Any:
        with recorder.birth(None, more.get("name")):
            return create(coro, **more)

    async def watched_enter(self: Any) -> Any:
        entered = await enter(self)
        recorder.timeout_opened(self)
        return entered

    async def watched_leave(self: Any, *error: Any) -> Any:
        try:
            return await leave(self, *error)
        finally:
            recorder.timeout_closed(self)

    def watched_expire(self: Any) -> None:
        scope, cause = recorder.scope_of(self)
        with recorder.cancelling(scope, "deadline", cause):
            expire(self)

    def watched_reschedule(self: Any, when: Any) -> None:
        reschedule(self, when)
        recorder.timeout_changed(self)

    return {
        (loop, "call_soon"): watched_call_soon, (loop, "call_at"): watched_call_at,
        (loop, "call_exception_handler"): watched_report, (events.Handle, "_run"): watched_run,
        (tasks, "gather"): watched_gather, (asyncio, "gather"): watched_gather,
        (group, "__aenter__"): watched_enter_group, (group, "__aexit__"): watched_leave_group,
        (group, "_abort"): watched_abort, (group, "create_task"): watched_create_in_group,
        (tasks, "create_task"): watched_create, (asyncio, "create_task"): watched_create,
        (timeout, "__aenter__"): watched_enter, (timeout, "__aexit__"): watched_leave,
        (timeout, "_on_timeout"): watched_expire, (timeout, "reschedule"): watched_reschedule,
    }


@contextlib.contextmanager
def watching(recorder: AsyncioRecorder) -> Iterator[None]:
    """While inside, every event loop is recorded."""
    with replaced({**_watchers(recorder), **program_watchers(recorder)}):
        yield


@contextlib.contextmanager
def recording(path: str, program: str) -> Iterator[AsyncioRecorder]:
    """Records this thread's loops that run inside into a file. `program` is the file to show lines
    of."""
    program = os.path.abspath(program)
    source = Path(program).read_text(encoding="utf-8")
    with recorded_into(path, lambda sink: AsyncioRecorder(sink, program, source),
                       watching) as recorder:
        yield recorder


def main() -> int:
    parser = argparse.ArgumentParser(description="Record a run of an asyncio program for Grove.")
    add_run_options(parser)
    parser.add_argument("program", help="the Python file to run")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="of the program's own")
    args = parser.parse_args()
    try:
        Path(args.program).read_text(encoding="utf-8")
        refuse_record(parser, args.record, args.program)
        return _record_pinned(args) if args.pinned else _record(args)
    except (OSError, SyntaxError, ValueError) as problem:
        parser.error(str(problem))


def _record(args: argparse.Namespace) -> int:
    program = os.path.abspath(args.program)
    sys.argv = [args.program, *args.arguments]
    sys.path[0] = str(Path(args.program).resolve().parent)

    def run() -> None:
        with recording(args.record, program):
            runpy.run_path(program, {"__annotations__": {}}, "__main__")  # as a main module has
    return _told(ending_of(run))


def _record_pinned(args: argparse.Namespace) -> int:
    import grove_pin_asyncio  # it needs this module

    job = Job(args.program, args.seed, dict(knob.split("=", 1) for knob in args.knobs),
              "spawn-order", args.until, True, args.inputs, args.network)
    with open(args.record, "w", encoding="utf-8") as out:
        return _told(grove_pin_asyncio.run_program(job, lambda event: print_line(event, out),
                                                   out.flush))


def _told(ending: Ending) -> int:
    """What was uncaught is printed as Python does, without the frames of what started it here."""
    if ending.exception is not None and not isinstance(ending.exception, SystemExit):
        here = str(Path(__file__).parent)
        sys.stderr.write(traceback_text(ending.exception, lambda file: not file.startswith(
            (here, "<frozen runpy>"))))
    return ending.status


if __name__ == "__main__":
    sys.exit(main())
