"""Records a run of a real asyncio program as a Grove record (JSON Lines).

From the command line, the program's own arguments behind it; `-m` as Python's:

    python3 -m grove_asyncio record [--lines] [-o run.jsonl] PROGRAM.py [ARGUMENT …]

From inside a program, until it ends, or for a block:

    import grove_asyncio
    grove_asyncio.record("run.jsonl")

    with grove_asyncio.record("run.jsonl"):
        asyncio.run(main())

Recorded, under the names Grove's engine uses: tasks with those that created them, their steps, what
they wait for and who wakes them, cancellations, groups, timeouts, gathers, the exceptions that tasks
end with and those that nobody asks for, prints, draws from `random`. With --lines, every line of the
program's own files that a task comes to (grove_lines.py). Not recorded: exceptions that never leave a
task, and what the objects hold for which tasks wait; nor which tasks are orphans, since only the
program knows what it will still ask for; nor a loop that another thread runs meanwhile, or one that
is not CPython's own.

Asyncio is only watched: what is replaced calls the original with the same arguments, and neither
tasks nor callbacks are wrapped. Needs CPython 3.11 or later.

`python3 grove_asyncio.py pinned …` is how `grove prove` runs a program (grove_pin_asyncio.py).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys
from asyncio import base_events, events, selector_events, taskgroups, tasks, timeouts
from collections.abc import Iterator
from typing import Any

import grove_recording
from grove_asyncio_record import AsyncioRecorder
from grove_job import add_run_options, job_of
from grove_program import program_watchers, replaced
from grove_recording import Library, Recording


def _loop_watchers(recorder: AsyncioRecorder) -> dict[tuple[object, str], object]:
    """Of event loops: what is replaced, each with its watched version."""
    loop, selecting = base_events.BaseEventLoop, selector_events.BaseSelectorEventLoop
    call_soon, call_at, run = loop.call_soon, loop.call_at, events.Handle._run
    run_forever, run_until_complete = loop.run_forever, loop.run_until_complete
    start_serving, report = selecting._start_serving, loop.call_exception_handler

    def watched_call_soon(self: Any, callback: Any, *args: Any, context: Any = None) -> Any:
        handle = call_soon(self, callback, *args, context=context)
        recorder.handle_made(handle)
        return handle

    def watched_call_at(self: Any, when: Any, callback: Any, *args: Any,
                        context: Any = None) -> Any:
        handle = call_at(self, when, callback, *args, context=context)
        recorder.handle_made(handle)
        return handle

    def watched_run(self: Any) -> None:
        recorder.run_handle(self, run)

    def watched_run_forever(self: Any) -> None:
        if not recorder.claims_run():
            return run_forever(self)
        try:
            run_forever(self)
        finally:
            recorder.ends_run()

    def watched_run_until_complete(self: Any, future: Any) -> Any:
        if not recorder.at_work:
            recorder.main_is(future)
        return run_until_complete(self, future)

    def watched_serving(self: Any, factory: Any, sock: Any, *args: Any, **more: Any) -> None:
        recorder.listens(sock)
        start_serving(self, factory, sock, *args, **more)

    def watched_report(self: Any, context: Any) -> None:
        if recorder.is_here():
            recorder.reported(context)
        report(self, context)

    return {
        (loop, "call_soon"): watched_call_soon, (loop, "call_at"): watched_call_at,
        (events.Handle, "_run"): watched_run, (loop, "run_forever"): watched_run_forever,
        (loop, "run_until_complete"): watched_run_until_complete,
        (selecting, "_start_serving"): watched_serving,
        (loop, "call_exception_handler"): watched_report,
    }


def _task_watchers(recorder: AsyncioRecorder) -> dict[tuple[object, str], object]:
    """Of what makes tasks."""
    group = taskgroups.TaskGroup
    create, create_in_group, gather = tasks.create_task, group.create_task, tasks.gather

    def watched_gather(*futures: Any, **more: Any) -> Any:
        outer = gather(*futures, **more)
        children = getattr(outer, "_children", None)
        if children is not None and recorder.is_here():
            recorder.gathered(outer, list(children))
        return outer

    def watched_create_in_group(self: Any, coro: Any, **more: Any) -> Any:
        with recorder.birth(self, more.get("name")):
            return create_in_group(self, coro, **more)

    def watched_create(coro: Any, **more: Any) -> Any:
        with recorder.birth(None, more.get("name")):
            return create(coro, **more)

    return {
        (tasks, "gather"): watched_gather, (asyncio, "gather"): watched_gather,
        (tasks, "create_task"): watched_create, (asyncio, "create_task"): watched_create,
        (group, "create_task"): watched_create_in_group,
    }


def _block_watchers(recorder: AsyncioRecorder) -> dict[tuple[object, str], object]:
    """Of groups and timeouts."""
    group, timeout = taskgroups.TaskGroup, timeouts.Timeout
    enter_group, leave_group, abort = group.__aenter__, group.__aexit__, group._abort
    enter, leave, expire, reschedule = (timeout.__aenter__, timeout.__aexit__, timeout._on_timeout,
                                        timeout.reschedule)

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
        (group, "__aenter__"): watched_enter_group, (group, "__aexit__"): watched_leave_group,
        (group, "_abort"): watched_abort,
        (timeout, "__aenter__"): watched_enter, (timeout, "__aexit__"): watched_leave,
        (timeout, "_on_timeout"): watched_expire, (timeout, "reschedule"): watched_reschedule,
    }


@contextlib.contextmanager
def watching(recorder: AsyncioRecorder) -> Iterator[None]:
    """While inside, every event loop is recorded."""
    with replaced({**_loop_watchers(recorder), **_task_watchers(recorder),
                   **_block_watchers(recorder), **program_watchers(recorder)}):
        yield


LIBRARY = Library("asyncio", AsyncioRecorder, watching)


def record(path: str | os.PathLike[str], program: str | None = None, *,
           lines: bool = False, keep: int | None = None) -> Recording:
    """Records every event loop from now on into a file, until the end of the process, of the `with`
    block that this opens, or `stop()`. `program` is the file to show first, that which was started if
    not said; what it imports is shown as well. `lines` and
    `keep`: as --lines and --keep."""
    return grove_recording.record(LIBRARY, path, program, lines, keep)


def _pinned(arguments: list[str]) -> int:
    import grove_pin_asyncio  # it needs this module

    parser = argparse.ArgumentParser(prog="grove_asyncio.py pinned")
    add_run_options(parser)
    args = parser.parse_args(arguments)
    return grove_recording.run_pinned(parser, args, lambda sink, close: grove_pin_asyncio.run_program(
        job_of(args), sink, close))


if __name__ == "__main__":
    sys.exit(grove_recording.main(LIBRARY, _pinned, sys.argv[1:]))
