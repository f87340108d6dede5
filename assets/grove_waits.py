"""Waits: what a blocked task of Trio waits for, from the functions of Trio's own that it stands in.

The world outside has names: a socket that of its other end or its own address, a thread that of what it
does and with which file or host, a process that of its program.
"""

from __future__ import annotations

import functools
import io
import math
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from trio._core import _run

from grove_events import bare_name, frames_of, without_addresses

# The word for the innermost of these functions that a task is in.
_WAITS = {
    "_timeouts.sleep_until": "sleep",
    "_timeouts.sleep_forever": "forever",
    "_sync.Event.wait": "event",
    "_sync._LockImpl.acquire": "lock",
    "_sync.Semaphore.acquire": "semaphore",
    "_sync.CapacityLimiter.acquire_on_behalf_of": "limiter",
    "_sync.Condition.wait": "condition",
    "_channel.MemorySendChannel.send": "channel-send",
    "_channel.MemoryReceiveChannel.receive": "channel-receive",
    "_core._run.Nursery.start": "start",
    "_core._run.Nursery._nested_child_finished": "nursery",
    "_threads.to_thread_run_sync": "thread",
    "_subprocess.Process.wait": "process",
    "_core._parking_lot.ParkingLot.park": "parking-lot",
    "_core._run.Runner.wait_all_tasks_blocked": "idle",
    "_socket._SocketType.connect": "connect",
    "_socket._SocketType.accept": "accept",
    "_socket._SocketType.wait_writable": "send",
    "_socket._SocketType._nonblocking_helper": "socket",
    "_highlevel_socket.SocketStream.receive_some": "receive",
    "_highlevel_socket.SocketStream.send_all": "send",
    "_unix_pipes.FdStream.receive_some": "receive",
    "_unix_pipes.FdStream.send_all": "send",
}
# These block by means of others of the list.
_OUTERMOST = {"sleep", "condition", "start", "thread", "process", "lock", "semaphore", "limiter",
              "connect", "accept", "receive", "send"}
_OF_SOCKETS = {"connect", "accept", "receive", "send", "socket"}


@dataclass
class Wait:
    """`on` as in task_blocked; `thing` is what is outside: an object of the program's to know it by,
    and its type and state as in object_created."""

    on: str
    until: float | None = None  # on Trio's clock
    nursery: Any = None
    thing: Any = None
    type: str = ""
    state: dict[str, Any] | None = None


@functools.lru_cache(maxsize=4096)
def _word_for(code: CodeType, module: str) -> str | None:
    if module.startswith("trio._core._io_"):
        return "readable" if "read" in code.co_qualname else "writable"
    return _WAITS.get(f"{module.removeprefix('trio.')}.{code.co_qualname}")


class Waits:
    """Knows where the program listens, and so which of its connections come from others."""

    def __init__(self) -> None:
        self._listening: set[str | None] = set()

    def of(self, task: _run.Task) -> Wait:
        word, place = "reschedule", None
        for frame in frames_of(task.coro):
            module = frame.f_globals.get("__name__", "")
            # All but a few frames are the program's own.
            found = _word_for(frame.f_code, module) if module.startswith("trio.") else None
            if found is None or word in _OUTERMOST:
                continue
            if word == "socket":
                word = "receive" if found == "readable" else "send"
                break
            word, place = found, frame
        return self._told(word, place, task)

    def _told(self, word: str, frame: FrameType | None, task: _run.Task) -> Wait:
        if word == "sleep":
            # Of the scope inside sleep(). The frame is not asked: to look at its variables would
            # keep them.
            until = task._cancel_status._scope._deadline
            return Wait("forever") if until == math.inf else Wait("sleep", until=until)
        if word == "nursery":
            return Wait("nursery", nursery=task._child_nurseries[-1])
        if word in ("readable", "writable", "socket"):
            return Wait("io")
        if frame is None or word not in _OF_SOCKETS | {"thread", "process"}:
            return Wait(word)
        inside = frame.f_locals
        if word == "thread":
            name = _name_of_work(inside.get("sync_fn"), inside.get("args", ()))
            return Wait("thread", thing=frame, type="thread", state={"name": name})
        if word == "process":
            process = inside.get("self")
            return Wait("thread", thing=process, type="process",
                        state={"name": _name_of_program(process)})
        owner = inside.get("self")
        return self._at_socket(word, getattr(owner, "socket", owner), inside.get("address"))

    def _at_socket(self, word: str, socket: Any, wanted: Any) -> Wait:
        real = getattr(socket, "_sock", None)
        if real is None:  # a pipe
            return Wait(word)
        own, other = _address(real.getsockname), _address(real.getpeername)
        if word == "accept":
            self._listening.add(own)
            kind, state = f"listener at {own}", {"state": "listening", "address": own}
        elif word == "connect":
            other = _address(lambda: wanted)
            kind, state = f"connection to {other}", {"state": "connecting", "peer": other}
        elif other is None:
            kind, state = "socket", {"state": "open", "address": own}
        else:
            way = "from" if own in self._listening or _any(own) in self._listening else "to"
            kind = f"connection {way} {other}"
            state = {"state": "connected", "address": own, "peer": other}
        return Wait(word, thing=socket, type=kind, state=state)


def _address(ask: Callable[[], Any]) -> str | None:
    """As text: "127.0.0.1:80", "[::1]:80", a path. None if there is none."""
    try:
        address = ask()
    except OSError:
        return None
    if isinstance(address, tuple) and len(address) >= 2:
        host = f"[{address[0]}]" if ":" in str(address[0]) else address[0]
        return f"{host}:{address[1]}"
    if isinstance(address, bytes):
        return "@" + address[1:].decode(errors="replace")  # an abstract one of Linux's
    return str(address) or None


def _any(address: str | None) -> str | None:
    """What a socket listens at that takes connections at every address of the machine."""
    if address is None:
        return None
    host, _, port = address.rpartition(":")
    return f"{'[::]' if host.startswith('[') else '0.0.0.0'}:{port}"


def _name_of_work(function: Any, args: tuple[Any, ...]) -> str:
    """What a thread does, and with which file or host: "read diary.txt"."""
    while isinstance(function, functools.partial):
        function, args = function.func, (*function.args, *args)
    name = bare_name(function)
    owner = getattr(function, "__self__", None)
    if isinstance(owner, io.IOBase):
        with_what = getattr(owner, "name", None)
    elif function is subprocess.Popen and args:
        with_what = _first_word(args[0])
    elif args and (isinstance(args[0], os.PathLike) or function is open or name in (
            "getaddrinfo", "getnameinfo", "gethostbyname")):
        with_what = args[0]
    else:
        with_what = None
    shown = isinstance(with_what, (str, bytes, os.PathLike)) and os.fsdecode(with_what)
    return without_addresses(f"{name} {shown}" if shown else name)


def _name_of_program(process: Any) -> str:
    return _first_word(getattr(process, "args", "")) or "a process"


def _first_word(command: Any) -> str:
    """The program of a command, without its folder."""
    first = command.split(" ")[0] if isinstance(command, str) else command if isinstance(
        command, (bytes, os.PathLike)) else next(iter(command), "")
    return os.path.basename(os.fsdecode(first))
