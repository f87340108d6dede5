"""What records of real programs tell."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from machine import PROGRAMS, PYTHON, Event, Library, Machine, Skipped, of_kind

Test = Callable[[Path], None]

# The course of these depends on the machine: which of two comes first, what is outside.
NOT_REPEATABLE = {"roulette.py"}
KILLS = 8
TRIES = 3  # a timeout that runs out on a machine with much to do is not the recorder's


def tests(machine: Machine) -> Iterator[tuple[str, Test]]:
    programs = sorted(PROGRAMS.glob("*.py"))
    of_asyncio = [path for path in programs if path.name.startswith("aio_")]
    of_trio = [path for path in programs if path not in of_asyncio] + [PROGRAMS / "service/app.py"]
    jobs = [(library, path) for library in machine.trios for path in of_trio]
    jobs += [(machine.asyncio, path) for path in of_asyncio]
    for library, path in jobs:
        name = f"{path.stem} under {library} does what it does unrecorded, and its record reads"
        yield name, functools.partial(is_as_unrecorded, machine, library, path)
    newest = machine.trios[-1:] if machine.trios else []
    for path in of_asyncio + (of_trio[:-1] if newest else []):
        if path.name not in NOT_REPEATABLE:
            yield f"{path.stem} takes the steps that Grove says", functools.partial(
                is_proven, machine, newest[0].path if newest else "", path)
    for library in machine.trios:
        for test in (runs_follow_each_other, lines_are_those_of_the_file, what_is_outside_has_a_name,
                     killed_at_any_moment_it_opens):
            sentence = test.__name__.replace("_", " ")
            yield f"{sentence} ({library})", functools.partial(test, machine, library)
    yield "asyncio's runs follow each other", functools.partial(asyncios_runs, machine)
    yield "what is outside asyncio has a name", functools.partial(outside_asyncio, machine)


def is_as_unrecorded(machine: Machine, library: Library, path: Path, folder: Path) -> None:
    for _ in range(TRIES):
        plain = library.run(str(path), cwd=folder)
        recorded = library.record(path, folder / "run.jsonl")
        same = (recorded.returncode, recorded.stdout) == (plain.returncode, plain.stdout)
        if same:
            break
    assert same and recorded.stderr == plain.stderr, (plain, recorded)
    header, events = machine.read(folder / "run.jsonl")
    assert header["source"].startswith(str(library).strip()), header["source"]
    text = path.read_text(encoding="utf-8").splitlines()
    assert header["program"][:len(text)] == text
    said = "\n".join(event["text"] for event in of_kind(events, "printed"))
    assert said == plain.stdout.removesuffix("\n"), said


def is_proven(machine: Machine, trio: str, path: Path, folder: Path) -> None:
    done = machine.grove("prove", path, "--python", PYTHON, PYTHONPATH=trio)
    assert done.returncode == 0 and "agrees" in done.stdout, done.stdout + done.stderr


def runs_follow_each_other(machine: Machine, library: Library, folder: Path) -> None:
    program = folder / "two.py"
    program.write_text("import trio\n\nasync def main(n):\n    await trio.sleep(n)\n\n"
                       "trio.run(main, 0.01)\nprint('between')\ntrio.run(main, 0.02)\n")
    library.record(program, folder / "run.jsonl")
    _, events = machine.read(folder / "run.jsonl")
    first, second = of_kind(events, "task_spawned")
    assert (first["label"], second["label"], second["parent"]) == ("main", "main#2", None)
    ends = of_kind(events, "task_exited")
    assert of_kind(events, "printed")[0]["cause"] == ends[0]["i"]
    assert events[-1]["cause"] == ends[1]["i"]
    sleeps = of_kind(events, "task_blocked")
    assert sleeps[1]["until"] - sleeps[1]["t"] > 15_000_000, "its deadline is on another clock"


def asyncios_runs(machine: Machine, folder: Path) -> None:
    library = machine.asyncio
    library.record(PROGRAMS / "aio_retrying_client.py", folder / "run.jsonl")
    _, events = machine.read(folder / "run.jsonl")
    mains = [each for each in of_kind(events, "task_spawned") if each["name"] == "main"]
    assert [each["label"] for each in mains] == ["main", "main#2"]
    heard = [each for each in of_kind(events, "exception_propagated") if each["to"] == "run"]
    assert [each["from"] for each in heard] == [mains[1]["task"]], heard


def lines_are_those_of_the_file(machine: Machine, library: Library, folder: Path) -> None:
    library.record(PROGRAMS / "service/app.py", folder / "run.jsonl")
    header, events = machine.read(folder / "run.jsonl")
    names = [file["name"] for file in header["files"]]
    assert names == ["app.py", "jobs/__init__.py", "jobs/report.py", "supervisor.py"], names

    def text_at(line: int) -> str:
        return header["program"][line - 1].strip()
    opened = {text_at(event["line"]) for event in of_kind(events, "scope_opened", "nursery_opened")}
    assert "with trio.move_on_after(0.5):" in opened
    assert "async with trio.open_nursery() as nursery:" in opened
    spawned = {event["name"]: text_at(event["line"]) for event in of_kind(events, "task_spawned")
               if event["line"]}
    assert spawned["sleep"] == "nursery.start_soon(trio.sleep, 0.2)", spawned
    assert spawned["keep-up-flaky"].startswith("nursery.start_soon(keep_up"), spawned


def what_is_outside_has_a_name(machine: Machine, library: Library, folder: Path) -> None:
    program = folder / "outside.py"
    program.write_text('''import pathlib
import time
import trio

async def echo(stream):
    await stream.send_all(await stream.receive_some(9))

async def main():
    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, echo, 0)
        port = listeners[0].socket.getsockname()[1]
        stream = await trio.open_tcp_stream("127.0.0.1", port)
        with trio.move_on_after(0.05):
            await stream.receive_some(9)
        await stream.send_all(b"hello")
        await stream.receive_some(9)
        await trio.to_thread.run_sync(time.sleep, 0.01)
        async with await trio.open_file("notes.txt", "w") as file:
            await file.write("x")
        await trio.run_process(["/bin/sleep", "0.7"])
        print(port)
        nursery.cancel_scope.cancel()

trio.run(main)
''')
    port = library.record(program, folder / "run.jsonl").stdout.strip()
    _, events = machine.read(folder / "run.jsonl")
    waits, named = waits_outside(events)
    assert {"sleep", "open notes.txt", "write notes.txt", "Popen sleep"} <= named, named
    assert ("receive", f"connection to 127.0.0.1:{port}", None) in waits, waits
    assert ("accept", f"listener at 0.0.0.0:{port}", None) in waits, waits
    assert any(kind.startswith("connection from 127.0.0.1:") for _, kind, _ in waits), waits
    assert ("thread", "process", "sleep") in waits, waits


def waits_outside(events: list[Event]) -> tuple[set[tuple[str, str, str | None]], set[str]]:
    """What tasks wait for: the word, the thing's type and name; and the names of all things."""
    things = {each["object"]: each for each in of_kind(events, "object_created", "object_changed")}
    waits = {(each["on"], things[each["object"]]["type"], things[each["object"]]["state"].get("name"))
             for each in of_kind(events, "task_blocked") if "object" in each}
    named = {each["state"]["name"] for each in of_kind(events, "object_created")
             if "name" in each["state"]}
    return waits, named


def outside_asyncio(machine: Machine, folder: Path) -> None:
    program = folder / "outside.py"
    program.write_text('''import asyncio
import time

async def echo(reader, writer):
    writer.write(await reader.read(9))
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await asyncio.wait_for(reader.read(9), 0.05)
    except TimeoutError:
        pass
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello")
    await reader.read(9)
    await asyncio.to_thread(time.sleep, 0.01)
    process = await asyncio.create_subprocess_exec("/bin/sleep", "0.7")
    await process.wait()
    print(port)
    server.close()

asyncio.run(main())
''')
    port = machine.asyncio.record(program, folder / "run.jsonl").stdout.strip()
    _, events = machine.read(folder / "run.jsonl")
    waits, named = waits_outside(events)
    assert "sleep" in named, named
    assert ("receive", f"connection to 127.0.0.1:{port}", None) in waits, waits
    assert any(kind.startswith("connection from 127.0.0.1:") for _, kind, _ in waits), waits
    assert ("thread", "process", "sleep") in waits, waits


TICKS = """import sys
import time
import trio

async def tick(n):
    await trio.sleep(0)
    print(n, time.monotonic_ns(), flush=True)

async def main():
    n = 0
    while True:
        async with trio.open_nursery() as nursery:
            for _ in range(5):
                nursery.start_soon(tick, n)
                n += 1
            await trio.sleep(0.001)

trio.run(main)
"""


def killed_at_any_moment_it_opens(machine: Machine, library: Library, folder: Path) -> None:
    """And lacks no more than the last instant."""
    record, program, lost = folder / "run.jsonl", folder / "ticks.py", []
    program.write_text(TICKS)
    for kill in range(KILLS):
        record.unlink(missing_ok=True)
        process = subprocess.Popen([PYTHON, "-m", "grove_trio", "record", "-o", str(record), str(program)],
                                   env=library.environment(), stdout=subprocess.PIPE, cwd=folder, text=True)
        for _ in range(20 + 37 * kill):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = [line.split() for line in process.communicate()[0].splitlines()]
        _, events = machine.read(record, is_finished=False)
        told = [each["text"].split() for each in of_kind(events, "printed")]
        lost.append((int(said[-1][1]) - int(told[-1][1])) / 1e9 if told and said else 0)
    # A machine with much to do lets threads wait longer.
    assert sorted(lost)[KILLS // 2] < 0.15, lost
    # Half a line is what a full disk leaves.
    text = record.read_bytes()
    for cut in (1, 2, 30, len(text.splitlines()[-1]) - 1):
        record.write_bytes(text[:-1 - cut])
        done = machine.grove("tree", record)
        assert "the last line breaks off" in done.stderr and "main" in done.stdout, done.stderr
    assert os.path.getsize(record)
