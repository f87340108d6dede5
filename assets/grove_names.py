"""Names of what is outside a program: of a socket its other end's address or its own, of a thread what
it does and with which file or host, of a process its program.
"""

from __future__ import annotations

import functools
import io
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grove_events import bare_name, without_addresses
from grove_weakly import Weakly


@dataclass
class Wait:
    """What a blocked task waits for. `on` as in task_blocked; `thing` is what is outside: an object of
    the program's to know it by, and its type and state as in object_created."""

    on: str
    until: float | None = None  # on the library's clock
    nursery: Any = None
    thing: Any = None
    type: str = ""
    state: dict[str, Any] | None = None


class Sockets:
    """Knows where the program listens, and so which of its connections come from others."""

    def __init__(self) -> None:
        self._listening: set[str | None] = set()
        self._connected: Any = Weakly()  # those asked before: (type, state)

    def listens(self, socket: Any) -> str | None:
        own = address_text(socket.getsockname)
        self._listening.add(own)
        return own

    def wait(self, word: str, thing: Any, socket: Any, wanted: Any = None) -> Wait:
        """`thing` is the library's own for the socket; `wanted` the address that it connects to."""
        if word == "accept":
            own = self.listens(socket)
            return Wait(word, thing=thing, type=f"listener at {own}",
                        state={"state": "listening", "address": own})
        if word != "connect" and thing in self._connected:
            return Wait(word, None, None, thing, *self._connected[thing])
        own, other = address_text(socket.getsockname), address_text(socket.getpeername)
        if word == "connect":
            other = address_text(lambda: wanted)
            kind, state = f"connection to {other}", {"state": "connecting", "peer": other}
        elif other is None:
            kind, state = "socket", {"state": "open", "address": own}
        else:
            way = "from" if own in self._listening or _any(own) in self._listening else "to"
            kind = f"connection {way} {other}"
            state = {"state": "connected", "address": own, "peer": other}
            self._connected[thing] = (kind, state)
        return Wait(word, thing=thing, type=kind, state=state)


def wait_for_thread(thing: Any, function: Any, args: tuple[Any, ...]) -> Wait:
    return Wait("thread", thing=thing, type="thread", state={"name": _name_of_work(function, args)})


def wait_for_process(thing: Any, command: Any) -> Wait:
    return Wait("thread", thing=thing, type="process",
                state={"name": _first_word(command) or "a process"})


def address_text(ask: Callable[[], Any]) -> str | None:
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


def _first_word(command: Any) -> str:
    """The program of a command, without its folder."""
    first = command.split(" ")[0] if isinstance(command, str) else command if isinstance(
        command, (bytes, os.PathLike)) else next(iter(command), "")
    return os.path.basename(os.fsdecode(first))
