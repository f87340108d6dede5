"""Recording: a record that is being written, from inside a program or as a command.

A record can go to a window that listens, in place of a file (grove_send.py). What is recorded is
written while the program runs, so that a process that is ended at any moment leaves all but the last
instant (grove_outbox.py). grove_trio.py and grove_asyncio.py say what watches their library.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import json
import os
import runpy
import stat
import sys
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from json.encoder import c_make_encoder, encode_basestring
from pathlib import Path
from typing import Any

from grove_events import Events
from grove_job import Ending, ending_of, traceback_text
from grove_living import Living, Numbering
from grove_outbox import Event, Sink
from grove_send import Sender, is_address
from grove_sources import Sources, sources_of

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_chunks_of: Callable[[Event, int], Iterable[str]] = (
    # JSONEncoder makes one of these anew for each text.
    c_make_encoder(None, _encoder.default, encode_basestring, None, ":", ",", False, False, True)
    if c_make_encoder is not None else lambda event, _: [_encoder.encode(event)])


def line_of(event: Event) -> bytes:
    # A text of the program may have half a pair of surrogates.
    return ("".join(_chunks_of(event, 0)) + "\n").encode("utf-8", "replace")


class _File:
    """A sink: a file, which what waits is written into at once."""

    most, wants_text = 500, True  # events that wait

    def __init__(self, path: str) -> None:
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        self._is_broken = False

    def __call__(self, event: Event) -> None:
        self._write(line_of(event))

    def take(self, events: list[str | Event]) -> None:
        self._write("".join([event if type(event) is str else "".join(_chunks_of(event, 0)) + "\n"
                             for event in events]).encode("utf-8", "replace"))

    def _write(self, text: bytes) -> None:
        if self._is_broken:
            return
        try:
            written = os.write(self._file, text)
            while written < len(text):
                text = text[written:]
                written = os.write(self._file, text)
        except OSError as problem:  # a full disk is no affair of the program's
            self._break(problem)

    def _break(self, problem: OSError) -> None:
        self._is_broken = True
        sys.stderr.write(f"grove: {self._path} cannot be written: {problem.strerror}; "
                         "the record ends here\n")

    def close(self) -> None:
        os.close(self._file)


class _Keeping(_File):
    """That file, which begins anew with what lives (grove_living.py) each time it has so many events:
    what has ended is forgotten. Whoever follows it sees another file in its place, whole."""

    wants_text = False

    def __init__(self, path: str, keep: int) -> None:
        super().__init__(path)
        self._keep = self._most_in_record = keep
        self._header: Event = {}
        self._living, self._numbering = Living(), Numbering()

    def __call__(self, event: Event) -> None:
        self._header = event
        super().__call__(event)

    def take(self, events: list[Event]) -> None:  # type: ignore[override]
        lines: list[bytes] = []
        for event in events:
            if self._numbering.sent >= self._most_in_record:
                self._write(b"".join(lines))
                lines = []
                self._begin_anew()
            self._living.take(event)
            told = self._numbering.next(event)
            if told is not None:
                lines.append(line_of(told))
        self._write(b"".join(lines))

    def _begin_anew(self) -> None:
        self._numbering = Numbering()
        lines = [self._header, *self._numbering.beginning(self._living.events(), 0)]
        # As much again may come, however much it is that lives.
        self._most_in_record = max(self._keep, 2 * self._numbering.sent)
        before, new = self._file, self._path + ".new"
        try:
            self._file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
            self._write(b"".join(map(line_of, lines)))
            os.replace(new, self._path)
        except OSError as problem:
            self._break(problem)
        if self._file != before:
            os.close(before)


@dataclass
class Library:
    """What can be recorded: `recorder` makes one, `watching` is open while it is told of things."""

    name: str
    recorder: Callable[..., Events]  # of a sink, the sources, and whether with lines
    watching: Callable[[Any], contextlib.AbstractContextManager[None]]


class Recording:
    """One record, from now on until `stop()`, the end of its `with` block or that of the process. Of
    one library there is one at a time."""

    current: dict[str, Recording] = {}  # by the names of libraries

    def __init__(self, library: Library, path: str | os.PathLike[str], sources: Sources,
                 lines: bool = False, keep: int | None = None) -> None:
        if sys.version_info < (3, 11):
            raise ValueError(f"recording takes CPython 3.11 or later, this is {sys.version.split()[0]}")
        other = Recording.current.get(library.name)
        if other is not None:
            raise RuntimeError(f"this process is being recorded into {other.path} already")
        self._library = library.name
        self.path = os.fspath(path)
        if not is_address(self.path):
            refuse(self.path)
        self._sink = _sink_for(self.path, keep)
        self._everything = contextlib.ExitStack()
        try:
            self.events = library.recorder(self._sink, sources, lines=lines)
            self._everything.enter_context(library.watching(self.events))
        except BaseException:
            self._sink.close()
            raise
        Recording.current[library.name] = self
        atexit.register(self._stop_at_exit)

    def stop(self, outcome: str = "ok", exception: BaseException | None = None) -> None:
        if Recording.current.get(self._library) is not self:
            return
        del Recording.current[self._library]
        atexit.unregister(self._stop_at_exit)
        self._everything.close()
        if not self.events.closed:
            self.events.finish(outcome, exception)
        self.events.end()
        self._sink.close()

    def _stop_at_exit(self) -> None:
        ended = getattr(sys, "last_value", None)  # what Python has just printed the traceback of
        self.stop(*_outcome_of(ended))

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, _: object, exc: BaseException | None, __: object) -> None:
        self.stop(*_outcome_of(exc))


def _sink_for(path: str, keep: int | None) -> Any:
    if is_address(path):
        return Sender(path) if keep is None else Sender(path, in_record=keep)
    return _File(path) if keep is None else _Keeping(path, keep)


def _outcome_of(exc: BaseException | None) -> tuple[str, BaseException | None]:
    if exc is None:
        return "ok", None
    return "interrupted" if isinstance(exc, KeyboardInterrupt) else "error", exc


def refuse(path: str) -> None:
    """Raises ValueError, saying why, where writing a record would lose something else."""
    if path == "-":
        raise ValueError("a record cannot go where the program prints: name a file")
    if os.path.exists(path) and not os.path.isfile(path) and not stat.S_ISCHR(os.stat(path).st_mode):
        raise ValueError(f"{path} is no file: name one, or a window that listens as unix:PATH")
    if not os.path.isfile(path) or os.path.getsize(path) == 0:
        return
    with open(path, "rb") as file:
        begin = file.read(64)
    if b'"grove_trace"' not in begin:
        raise ValueError(f"{path} is there already and is no record: name another file")


def record(library: Library, path: str | os.PathLike[str], program: str | None, lines: bool,
           keep: int | None) -> Recording:
    """From inside a program. `program` is the file to show first; else that which was started."""
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    file = program or main
    if file is None:
        raise ValueError("there is no file that was started: say which to show, program=__file__")
    return Recording(library, path, sources_of(file, with_loaded=True), lines, keep)


def command(library: Library, arguments: list[str]) -> int:
    """`record PROGRAM [ARGUMENT …]`. Gives the exit status, which is the program's."""
    parser = argparse.ArgumentParser(
        prog=f"python3 -m grove_{library.name} record",
        description=f"Runs a program and records what {library.name} does, for Grove to show.")
    parser.add_argument("-o", "--to", metavar="OUT.jsonl",
                        help="the record; PROGRAM.jsonl in this folder if not said. Or a window that "
                        "listens (grove-viewer --listen): unix:PATH, tcp:127.0.0.1:PORT")
    parser.add_argument("--lines", action="store_true",
                        help="each line of the program's own files that a task comes to, as well: "
                        "that makes it several times as slow")
    parser.add_argument("--keep", type=_at_least_1000, metavar="EVENTS",
                        help="of a service that runs for long: whenever the record has so many "
                        "events it begins anew with what lives then, and what has ended is forgotten")
    parser.add_argument("-m", dest="is_module", action="store_true",
                        help="PROGRAM is the name of a module, as for python3 -m")
    parser.add_argument("program", metavar="PROGRAM", help="the Python file to run")
    parser.add_argument("arguments", metavar="ARGUMENT", nargs=argparse.REMAINDER,
                        help="of the program's own")
    args = parser.parse_args(arguments)
    try:
        file = _file_of_module(args.program) if args.is_module else args.program
        to = args.to or Path(args.program).stem + ".jsonl"
        compile(Path(file).read_bytes(), file, "exec", dont_inherit=True)
        recording = Recording(library, to, sources_of(file, (os.getcwd(),) if args.is_module else ()),
                              args.lines, args.keep)
    except (OSError, SyntaxError, ValueError, ImportError) as problem:
        parser.error(str(problem))
    sys.argv = [file if args.is_module else args.program, *args.arguments]
    if args.is_module:
        ending = ending_of(lambda: runpy.run_module(args.program, run_name="__main__",
                                                    alter_sys=True))
    else:
        ending = ending_of(lambda: _run_file(os.path.abspath(file)))
    recording.stop(ending.outcome, ending.exception)
    tell(ending)
    return ending.status


def _at_least_1000(text: str) -> int:
    if not text.isdecimal() or int(text) < 1000:
        raise argparse.ArgumentTypeError("a number of events, 1000 at least")
    return int(text)


def main(library: Library, pinned: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Of the modules that can be run."""
    commands = {"record": lambda rest: command(library, rest), "pinned": pinned}
    if arguments[:1] and arguments[0] in commands:
        return commands[arguments[0]](arguments[1:])
    told = sys.stdout if arguments in (["-h"], ["--help"]) else sys.stderr
    print(f"usage: python3 -m grove_{library.name} record [--lines] [-o OUT.jsonl] PROGRAM [ARGUMENT …]",
          file=told)
    return 0 if told is sys.stdout else 2


def run_pinned(parser: argparse.ArgumentParser, args: argparse.Namespace,
               run: Callable[[Sink, Callable[[], None]], Ending]) -> int:
    """`run` runs the program, its record going to the first argument, which the second one closes."""
    try:
        refuse(args.record)
        with open(args.record, "wb") as out:
            ending = run(lambda event: out.write(line_of(event)) and None, out.flush)
    except (OSError, SyntaxError, ValueError) as problem:
        parser.error(str(problem))
    tell(ending)
    return ending.status


def _file_of_module(name: str) -> str:
    import importlib.util

    found = importlib.util.find_spec(name)
    if found is not None and found.submodule_search_locations is not None:
        found = importlib.util.find_spec(name + ".__main__")
    if found is None or not found.origin or not found.origin.endswith(".py"):
        raise ValueError(f"there is no module {name} written in Python")
    return found.origin


def _run_file(file: str) -> None:
    """As Python runs the file that it is started with."""
    module = types.ModuleType("__main__")
    module.__dict__.update({"__file__": file, "__builtins__": __builtins__, "__annotations__": {},
                            "__cached__": None})
    sys.modules["__main__"] = module
    sys.path[0] = os.path.dirname(os.path.realpath(file))
    exec(compile(Path(file).read_bytes(), file, "exec", dont_inherit=True), module.__dict__)


def tell(ending: Ending) -> None:
    """What was uncaught is printed as Python does, without the frames of what started it here."""
    exc = ending.exception
    if isinstance(exc, SystemExit):
        if exc.code is not None and not isinstance(exc.code, int):
            print(exc.code, file=sys.stderr)
    elif exc is not None:
        ours = os.path.join(_FOLDER, "grove_")
        sys.stderr.write(traceback_text(exc, lambda file: not file.startswith(
            (ours, "<frozen runpy>"))))
