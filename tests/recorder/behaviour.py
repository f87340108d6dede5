"""The recorder is nobody's trouble."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from machine import PROGRAMS, Library, Machine, Skipped, of_kind

Test = Callable[[Path], None]


def tests(machine: Machine) -> Iterator[tuple[str, Test]]:
    for library in machine.trios:
        for test in (a_program_records_itself, a_block_is_recorded, an_exception_is_its_end,
                     nothing_is_kept_alive, another_threads_run_is_left_alone, a_fork_writes_nothing,
                     a_fault_of_the_recorder_ends_the_record_alone, control_c_leaves_a_whole_record,
                     a_signals_handler_prints_amidst_an_event):
            sentence = test.__name__.replace("_", " ")
            yield f"{sentence} ({library})", functools.partial(test, machine, library)
    for library in [*machine.trios[-1:], machine.asyncio]:
        for test in (what_is_no_record_is_not_overwritten, a_full_disk_ends_the_record_alone,
                     lines_are_told_where_asked_for, a_traced_program_keeps_its_tracer,
                     arguments_and_status_are_the_programs, a_module_is_recorded,
                     a_record_stays_for_each_failing_test):
            sentence = test.__name__.replace("_", " ")
            yield f"{sentence} ({library})", functools.partial(test, machine, library)


def spoken(machine: Machine, library: Library, source: str, folder: Path) -> tuple[str, list]:
    done = library.run_text(source, folder)
    assert done.returncode == 0, done.stderr
    _, events = machine.read(folder / "run.jsonl")
    return done.stdout + done.stderr, events


def a_program_records_itself(machine: Machine, library: Library, folder: Path) -> None:
    _, events = spoken(machine, library, """
import trio
from trio import run
import grove_trio
grove_trio.record("run.jsonl")
run(trio.sleep, 0)
run(trio.sleep, 0.01)
""", folder)
    assert [each["label"] for each in of_kind(events, "task_spawned")] == ["sleep", "sleep#2"]


def a_block_is_recorded(machine: Machine, library: Library, folder: Path) -> None:
    _, events = spoken(machine, library, """
import trio, grove_trio
before = dict(vars(trio._core._run.CancelScope)), print
with grove_trio.record("run.jsonl"):
    trio.run(trio.sleep, 0)
assert (dict(vars(trio._core._run.CancelScope)), print) == before, "all is put back"
trio.run(trio.sleep, 0)
""", folder)
    assert len(of_kind(events, "task_spawned")) == 1


def an_exception_is_its_end(machine: Machine, library: Library, folder: Path) -> None:
    for source in ("import trio, grove_trio\ngrove_trio.record('run.jsonl')\n",
                   "import trio, grove_trio\nwith grove_trio.record('run.jsonl'):\n    "):
        done = library.run_text(source + "1 / trio.run(trio.sleep, 0.001)\n", folder)
        assert done.returncode == 1 and "TypeError" in done.stderr
        _, events = machine.read(folder / "run.jsonl")
        assert events[-1]["outcome"] == "error" and events[-1]["exception"]["type"] == "TypeError"


def nothing_is_kept_alive(machine: Machine, library: Library, folder: Path) -> None:
    spoken(machine, library, """
import gc, weakref
import trio, grove_trio, grove_weakly
gc.disable()

class Big: pass
gone = []

async def child(task_status=trio.TASK_STATUS_IGNORED):
    big = Big()
    gone.append(weakref.ref(big))
    gone.append(weakref.ref(trio.lowlevel.current_task()))
    task_status.started()
    with trio.move_on_after(0.001) as scope:
        gone.append(weakref.ref(scope))
        await trio.sleep(1)
    raise ValueError("with a traceback that holds big")

async def main():
    try:
        async with trio.open_nursery() as nursery:
            gone.append(weakref.ref(nursery))
            await nursery.start(child)
    except BaseException as error:
        del nursery
        error.__traceback__ = None
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
            error.__traceback__ = None
    await trio.sleep(0)
    await trio.sleep(0)

with grove_trio.record("run.jsonl") as recording:
    trio.run(main)
    left = [ref() for ref in gone if ref() is not None]
    gc.collect()
    sizes = {name: len(kept) for name, kept in vars(recording.events).items()
             if isinstance(kept, (grove_weakly.Weakly, weakref.WeakValueDictionary))}
assert len(sizes) > 5
assert not left, left
assert not any(sizes.values()), sizes
""", folder)


def another_threads_run_is_left_alone(machine: Machine, library: Library, folder: Path) -> None:
    _, events = spoken(machine, library, """
import threading
import trio, grove_trio

async def busy(n):
    with trio.move_on_after(0.05):
        async with trio.open_nursery() as nursery:
            for _ in range(4):
                nursery.start_soon(spin)

async def spin():
    while True:
        with trio.move_on_after(0.001):
            await trio.sleep(1)

grove_trio.record("run.jsonl")
threads = [threading.Thread(target=trio.run, args=(busy, 1)) for _ in range(3)]
for each in threads:
    each.start()
trio.run(busy, 0)
for each in threads:
    each.join()
""", folder)
    assert len(of_kind(events, "task_spawned")) % 5 == 0
    assert not of_kind(events, "task_spawned")[0]["parent"]


def a_fork_writes_nothing(machine: Machine, library: Library, folder: Path) -> None:
    text, events = spoken(machine, library, """
import os, sys
import trio, grove_trio
grove_trio.record("run.jsonl")
if os.fork() == 0:
    print("child")
    trio.run(trio.sleep, 0)
    sys.exit()
os.wait()
trio.run(trio.sleep, 0)
""", folder)
    assert "child" in text and not of_kind(events, "printed")


def a_fault_of_the_recorder_ends_the_record_alone(machine: Machine, library: Library,
                                                  folder: Path) -> None:
    done = library.run_text("""
import trio, grove_trio, grove_waits
def broken(*_):
    raise RuntimeError("a fault")
async def main():
    await trio.sleep(0.001)
    grove_waits.Waits.of = broken
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 0.001)
    print("went on")
grove_trio.record("run.jsonl")
trio.run(main)
""", folder)
    assert (done.returncode, done.stdout) == (0, "went on\n"), done.stderr
    assert "the recorder failed; the record ends here" in done.stderr and "a fault" in done.stderr
    machine.read(folder / "run.jsonl", is_finished=False)


def control_c_leaves_a_whole_record(machine: Machine, library: Library, folder: Path) -> None:
    done = library.run_text("""
import os, random, signal, threading, time
import trio, grove_trio

async def busy():
    while True:
        with trio.CancelScope() as scope:
            scope.cancel()
            await trio.sleep(1)
        print(end="")

async def main(began):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(busy)
        nursery.start_soon(busy)
        began.set()

def interrupt(began):
    began.wait()
    time.sleep(random.random() / 100)
    os.kill(os.getpid(), signal.SIGINT)

grove_trio.record("run.jsonl")
for n in range(20):
    began = threading.Event()
    thread = threading.Thread(target=interrupt, args=(began,))
    thread.start()
    try:
        trio.run(main, began)
    except BaseException:
        pass  # an older Trio may be in the midst of leaving a scope: it says that it is corrupted
    thread.join()
""", folder)
    assert done.returncode == 0, done.stderr
    # Where it breaks into the recorder itself the record ends, and is right up to there.
    assert machine.grove("check", folder / "run.jsonl").returncode == 0


def a_signals_handler_prints_amidst_an_event(machine: Machine, library: Library, folder: Path) -> None:
    _, events = spoken(machine, library, """
import signal
import trio, grove_trio
told = 0

def tell(*_):
    global told
    told += 1
    print("signal", told)

async def spin():
    while told < 300:
        await trio.sleep(0)

signal.signal(signal.SIGALRM, tell)
grove_trio.record("run.jsonl")
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
trio.run(spin)
signal.setitimer(signal.ITIMER_REAL, 0)
""", folder)
    printed = of_kind(events, "printed")
    assert sorted(int(each["text"].split()[1]) for each in printed) == list(range(1, len(printed) + 1))
    assert len(printed) >= 300


def what_is_no_record_is_not_overwritten(machine: Machine, library: Library, folder: Path) -> None:
    (folder / "data.jsonl").write_text('{"mine": 1}\n')
    program = folder / "p.py"
    program.write_text(f"import {library.name}\n")
    done = library.record(program, folder / "data.jsonl")
    assert done.returncode == 2 and "is no record" in done.stderr, done.stderr
    done = library.record(program, program)
    assert done.returncode == 2 and "is no record" in done.stderr, done.stderr
    os.mkfifo(folder / "pipe")  # to open it would wait for who reads
    done = library.record(program, folder / "pipe")
    assert done.returncode == 2 and "is no file" in done.stderr, done.stderr
    assert (folder / "data.jsonl").read_text() == '{"mine": 1}\n'
    for again in range(2):
        assert library.record(program, folder / "run.jsonl").returncode == 0


def a_full_disk_ends_the_record_alone(machine: Machine, library: Library, folder: Path) -> None:
    if not Path("/dev/full").exists():
        raise Skipped
    name = "pipeline.py" if library.name == "trio" else "aio_pipeline.py"
    done = library.run("-m", f"grove_{library.name}", "record", "-o", "/dev/full",
                       str(PROGRAMS / name), cwd=folder)
    assert done.returncode == 0 and "(11, 121)" in done.stdout, done.stderr
    assert done.stderr.count("cannot be written") == 1, done.stderr


LINES = """import LIBRARY

def helper(n):
    return n + 1

async def inner(n):
    for i in range(n):
        await LIBRARY.sleep(0.01)
    return helper(n)

async def busy():
    n = 0
    for i in range(2000):
        n += 1
    await inner(1)

async def main():
    TWO

RUN
"""


def lines_are_told_where_asked_for(machine: Machine, library: Library, folder: Path) -> None:
    """Those that Grove's own engine tells of the same program, each task's in the same order."""
    is_trio = library.name == "trio"
    two = "async with trio.open_nursery() as nursery:\n        nursery.start_soon(busy)\n" \
        "        nursery.start_soon(inner, 2)" if is_trio else "await asyncio.gather(busy(), inner(2))"
    program = folder / "p.py"
    program.write_text(LINES.replace("LIBRARY", library.name).replace("TWO", two).replace(
        "RUN", "trio.run(main)" if is_trio else "asyncio.run(main())"))
    done = library.run("-m", f"grove_{library.name}", "record", "--lines", "-o", "run.jsonl", "p.py",
                       cwd=folder)
    assert done.returncode == 0, done.stderr
    _, recorded = machine.read(folder / "run.jsonl")
    assert machine.grove("run", program, "--record", folder / "grove.jsonl").returncode == 0
    _, groves = machine.read(folder / "grove.jsonl")

    def lines_of(events: list, name: str) -> list[tuple]:
        task = next(each["task"] for each in of_kind(events, "task_spawned") if each["name"] == name)
        return [(each["line"], each["depth"], each["function"]) for each in of_kind(events, "line")
                if each["task"] == task]
    for name in ("main", "inner"):
        assert lines_of(recorded, name) == lines_of(groves, name), lines_of(recorded, name)
    counted = [each for each in of_kind(recorded, "line") if "count" in each]
    assert [each["count"] for each in counted] == [2 * 2000 + 5 - 1000], counted
    assert lines_of(recorded, "busy")[-3:] == lines_of(groves, "busy")[-3:]


def a_traced_program_keeps_its_tracer(machine: Machine, library: Library, folder: Path) -> None:
    run = "trio.run(trio.sleep, 0)" if library.name == "trio" else "asyncio.run(asyncio.sleep(0))"
    done = library.run_text(f"""
import sys
import {library.name}, grove_{library.name}
def mine(*_): return None
sys.settrace(mine)
with grove_{library.name}.record("run.jsonl", lines=True):
    {run}
print(sys.gettrace() is mine)
sys.settrace(None)
with grove_{library.name}.record("run.jsonl", lines=True):
    {run}
print(sys.gettrace())
""", folder)
    assert done.stdout == "True\nNone\n", done.stdout + done.stderr
    assert "something else traces this program" in done.stderr
    machine.read(folder / "run.jsonl")


def arguments_and_status_are_the_programs(machine: Machine, library: Library, folder: Path) -> None:
    program = folder / "p.py"
    program.write_text("import sys\nprint(sys.argv[1:], __name__, __file__ == sys.argv[0])\n"
                       "sys.exit('bye')\n")
    done = library.record(program, folder / "run.jsonl", "-o", "x", "--to=y")
    assert done.stdout == "['-o', 'x', '--to=y'] __main__ True\n", done.stdout
    assert (done.returncode, done.stderr) == (1, "bye\n"), done.stderr
    program.write_text("def f():\n    1 / 0\nf()\n")
    done = library.record(program, folder / "run.jsonl")
    plain = library.run(str(program), cwd=folder)
    assert (done.returncode, done.stderr) == (plain.returncode, plain.stderr), done.stderr


def a_module_is_recorded(machine: Machine, library: Library, folder: Path) -> None:
    package = folder / "tool"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text("from .inner import go\ngo()\n")
    (package / "inner.py").write_text(f"import {library.name}\n\ndef go():\n    print('gone')\n")
    done = library.run("-m", f"grove_{library.name}", "record", "-o", "run.jsonl", "-m", "tool",
                       cwd=folder)
    assert done.stdout == "gone\n", done.stderr
    header, _ = machine.read(folder / "run.jsonl")
    assert [file["name"] for file in header["files"]] == ["__main__.py", "inner.py"], header


def a_record_stays_for_each_failing_test(machine: Machine, library: Library, folder: Path) -> None:
    if library.run("-c", "import pytest", cwd=folder).returncode != 0:
        raise Skipped
    name = library.name
    (folder / "test_it.py").write_text(f"""
import {name}

async def fails():
    await {name}.sleep(0.001)
    raise ValueError("boo")

def run(function, *args):
    return {'trio.run(function, *args)' if name == 'trio' else 'asyncio.run(function(*args))'}

def test_passes():
    run({name}.sleep, 0)

def test_fails():
    run(fails)

def test_fails_without_a_run():
    assert 1 == 2
""")
    done = library.run("-m", "pytest", "-q", "-p", "grove_pytest", "-p", "no:cacheprovider",
                       cwd=folder)
    assert "2 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    kept = [path.name for path in (folder / "grove-records").iterdir()]
    assert kept == [f"test_it.py-test_fails.{name}.jsonl"], kept
    assert f"grove-viewer grove-records/{kept[0]}" in done.stdout, done.stdout
    _, events = machine.read(folder / "grove-records" / kept[0])
    assert events[-1]["exception"]["type"] == "ValueError", json.dumps(events[-1])
