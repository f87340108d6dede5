"""A scenario's processes for a pinned run: threads in simulated time, at the other end of real
pipes. Trio learns of their end from a pipe as well, as it does from a real process's descriptor."""

from __future__ import annotations

import itertools
import os
import select
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from grove_threads import Threads


class Processes:
    def __init__(self, table: dict[str, Any], threads: Threads, now: Callable[[], float],
                 sleep_until: Callable[[float], None]) -> None:
        self.table, self.threads, self.now, self.sleep_until = table, threads, now, sleep_until
        self.pids = itertools.count(5001)

    def patches(self) -> dict[tuple[object, str], object]:
        import trio
        import trio._subprocess

        def popen(args: Any, **options: Any) -> Popen:
            return Popen(self, args, **options)

        async def wait_child_exiting(process: Any) -> None:
            await trio.lowlevel.wait_readable(process._proc.exit_fd)

        return {(subprocess, "Popen"): popen,
                (trio._subprocess, "can_try_pidfd_open"): False,
                (trio._subprocess, "wait_child_exiting"): wait_child_exiting}

    def entry_of(self, args: Any, shell: bool) -> dict[str, Any]:
        words = shlex.split(args) if shell else [os.fspath(word) for word in args]
        for key in (" ".join(words), words[0], os.path.basename(words[0])):
            if key in self.table:
                return self.table[key]
        if shell:
            return {"stderr": f"/bin/sh: 1: {words[0]}: not found\n", "status": 127}
        raise FileNotFoundError(2, "No such file or directory", words[0])


class _Killed(BaseException):
    pass


class Popen:
    def __init__(self, owner: Processes, args: Any, *, stdin: Any = None, stdout: Any = None,
                 stderr: Any = None, shell: bool = False, **options: Any) -> None:
        self.args, self._owner = args, owner
        self._entry = owner.entry_of(args, shell)
        self.pid, self.returncode, self._ended = next(owner.pids), None, None
        self._signal: int | None = None
        self._stdin, self._out, self._err = map(_own, (stdin, stdout, stderr))
        self.exit_fd, self._exit_end = os.pipe()
        self._thread = None
        self._thread = owner.threads.begin(self._live)

    def poll(self) -> int | None:
        self.returncode = self._ended
        return self._ended

    wait = poll

    def send_signal(self, sig: int) -> None:
        name = signal.Signals(sig).name
        if self._ended is not None or self._signal is not None:
            return
        if name in self._entry.get("ignores", ()):
            return
        self._signal = sig
        self._owner.threads.wake(self._thread)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _live(self) -> None:
        try:
            status = self._run()
        except _Killed:
            status = -self._signal
        for fd in {self._stdin, self._out, self._err, self._exit_end}:
            if isinstance(fd, int) and fd >= 0:
                os.close(fd)
        self._ended = status
        self.ended()

    def ended(self) -> None:
        """For those that are told in another way than by `exit_fd`."""

    def _run(self) -> int:
        entry = self._entry
        self._check()
        if entry.get("stdin", "ignore") != "ignore":
            while given := self._given():
                if entry["stdin"] == "echo":
                    self._write(self._out, sys.stdout, given)
        began = self._owner.now()
        outputs = [{key: entry[key]} for key in entry if key in ("stdout", "stderr")]
        for output in [*outputs, *entry.get("output", ())]:
            self._sleep_until(self._owner.now() + output.get("after", 0))
            if "stderr" in output:
                self._write(self._err, sys.stderr, output["stderr"].encode())
            else:
                self._write(self._out, sys.stdout, output["stdout"].encode())
        if "seconds" in entry:
            seconds = entry["seconds"]
            self._sleep_until(None if seconds is None else began + seconds)
        return entry.get("status", 0)

    def _check(self) -> None:
        if self._signal is not None:
            raise _Killed

    def _sleep_until(self, until: float | None) -> None:
        if until is None:
            self._owner.threads.wait()
        elif until > self._owner.now():
            self._owner.sleep_until(until)
        self._check()

    def _given(self) -> bytes:
        if not isinstance(self._stdin, int) or self._stdin < 0:
            return b""
        while not select.select([self._stdin], [], [], 0)[0]:
            self._owner.threads.wait_for(
                lambda: bool(select.select([self._stdin], [], [], 0)[0]))
            self._check()
        return os.read(self._stdin, 65536)

    def _write(self, to: int | None, program: Any, text: bytes) -> None:
        if to is None:
            print(text.decode(), end="", file=None if program is sys.stdout else program)
        elif to >= 0:
            self._write_all(to, text)

    def _write_all(self, to: int, text: bytes) -> None:
        os.set_blocking(to, False)
        while text:
            try:
                text = text[os.write(to, text):]
            except BlockingIOError:
                self._owner.threads.wait_for(lambda: bool(select.select([], [to], [], 0)[1]))
                self._check()
            except BrokenPipeError:
                self._signal = signal.SIGPIPE
                raise _Killed from None


def _own(given: Any) -> Any:
    if given is None or given == subprocess.DEVNULL:
        return None if given is None else -1
    return os.dup(given if isinstance(given, int) else given.fileno())
