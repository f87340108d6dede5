"""Python's module `socket` on the simulated network (grove_network), as far as Trio and asyncio ask
for it: nothing waits."""

from __future__ import annotations

import errno
import os
import socket as real
from typing import Any

from grove_network import Address, Network, Socket, is_v6


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


class PlainSocket:
    """Stands in for `socket.socket`."""

    network: Network

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1,
                 fileno: int | None = None, *, of: Socket | None = None) -> None:
        family = real.AF_INET if family == -1 else family
        self.family, self.proto = real.AddressFamily(family), max(proto, 0)
        self.type = real.SocketKind((real.SOCK_STREAM if type == -1 else type) & 0xF)
        self._socket = self._ask().open(family == real.AF_INET6) if of is None else of
        self._options: dict[tuple[int, int], int] = {}
        self._timeout: float | None = None

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> PlainSocket:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __repr__(self) -> str:
        closed = self._socket.fd < 0
        text = (f"<socket.socket{' [closed]' if closed else ''} fd={self.fileno()}, "
                f"family={self.family:d}, type={self.type:d}, proto={self.proto}")
        if not closed:
            text += f", laddr={self.getsockname()}"
            if self._socket.state == "connected":
                text += f", raddr={self.getpeername()}"
        return text + ">"

    def _ask(self) -> Network:
        self.network.settle()
        return self.network

    def _open(self) -> Socket:
        if self._socket.fd < 0:
            raise _error(errno.EBADF)
        return self._socket

    def fileno(self) -> int:
        return self._socket.fd

    def close(self) -> None:
        if self._socket.fd >= 0:
            self._ask().close(self._socket)

    def setblocking(self, flag: bool) -> None:
        assert not flag, "what blocks is not simulated here"
        self._timeout = 0.0

    def gettimeout(self) -> float | None:
        return self._timeout

    def settimeout(self, value: float | None) -> None:
        self._timeout = value

    def set_inheritable(self, inheritable: bool) -> None:
        pass

    def get_inheritable(self) -> bool:
        return False

    def _shown(self, address: Address) -> tuple[Any, ...]:
        return (*address, 0, 0) if self.family == real.AF_INET6 else address

    def getsockname(self) -> tuple[Any, ...]:
        return self._shown(self._open().local)

    def getpeername(self) -> tuple[Any, ...]:
        if self._open().state != "connected":
            raise _error(errno.ENOTCONN)
        return self._shown(self._socket.remote)

    def bind(self, address: Any) -> None:
        self._open().reuses = bool(self._options.get((real.SOL_SOCKET, real.SO_REUSEADDR)))
        self._socket.v6_only = bool(self._options.get((real.IPPROTO_IPV6, real.IPV6_V6ONLY)))
        self._ask().bind(self._socket, *self._target(address, "bind"))

    def listen(self, backlog: int = 128) -> None:
        self._ask().listen(self._open(), backlog)

    def connect(self, address: Any) -> None:
        self._ask().connect(self._open(), *self._target(address, "connect"))

    def _target(self, address: Any, what: str) -> Address:
        if not 0 <= address[1] <= 0xFFFF:
            raise OverflowError(f"{what}(): port must be 0-65535.")
        if address[0] == "":
            return ("::" if self.family == real.AF_INET6 else "0.0.0.0"), address[1]
        return getaddrinfo(self.network, address[0], None, self.family)[0][4][0], address[1]

    def accept(self) -> tuple[PlainSocket, tuple[Any, ...]]:
        accepted = self._ask().accept(self._open())
        made = PlainSocket(self.family, self.type, self.proto, of=accepted)
        return made, made.getpeername()

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        return self._ask().receive(self._open(), bufsize, bool(flags & real.MSG_PEEK))

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        data = self.recv(nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data)

    def recvfrom(self, bufsize: int, flags: int = 0) -> tuple[bytes, None]:
        return self.recv(bufsize, flags), None

    def send(self, data: Any, flags: int = 0) -> int:
        with memoryview(data) as view:
            return self._ask().send(self._open(), bytes(view))

    def shutdown(self, how: int) -> None:
        if how not in (real.SHUT_RD, real.SHUT_WR, real.SHUT_RDWR):
            raise _error(errno.EINVAL)
        self._ask().shut_down(self._open(), how != real.SHUT_WR, how != real.SHUT_RD)

    def is_readable(self) -> bool:
        return self._ask().readable(self._socket)

    def setsockopt(self, level: int, name: int, value: Any, length: int | None = None) -> None:
        self._open()
        if isinstance(value, int):
            self._options[level, name] = int(value)

    def getsockopt(self, level: int, name: int, length: int = 0) -> int:
        socket = self._open()
        if level == real.SOL_SOCKET:
            known = {real.SO_ACCEPTCONN: lambda: int(socket.state == "listening"),
                     real.SO_ERROR: lambda: self._ask().take_error(socket),
                     real.SO_TYPE: lambda: int(self.type), real.SO_PROTOCOL: lambda: 6,
                     real.SO_DOMAIN: lambda: int(self.family)}
            if name in known:
                return known[name]()
        return self._options.get((level, name), 0)


_real_getaddrinfo = real.getaddrinfo


def getaddrinfo(network: Network, host: Any, port: Any, family: int = 0, type: int = 0,
                proto: int = 0, flags: int = 0) -> list[Any]:
    """As Python's, on the names of the table: addresses that are written as such are its own
    affair, since no network is asked for them."""
    name = host.decode() if isinstance(host, bytes) else host
    known = {"localhost": ["::1", "127.0.0.1"], **network.hosts}
    try:
        return _real_getaddrinfo(name, port, family, type, proto, flags | real.AI_NUMERICHOST)
    except real.gaierror as error:
        unknown = error.errno != real.EAI_NONAME or flags & real.AI_NUMERICHOST
        if unknown or not isinstance(name, str) or name.lower() not in known:
            raise
    found = []
    for ip in known[name.lower()]:
        if family in (0, real.AF_INET6 if is_v6(ip) else real.AF_INET):
            found += _real_getaddrinfo(ip, port, family, type, proto, flags)
    if not found:
        raise real.gaierror(real.EAI_NODATA, "No address associated with hostname")
    return found


class Sockets:
    """Python's module `socket` on a network."""

    def __init__(self, network: Network) -> None:
        self.network = PlainSocket.network = network
        self.socket = self.SocketType = PlainSocket

    def __getattr__(self, name: str) -> Any:
        return getattr(real, name)

    def getaddrinfo(self, *args: Any, **keywords: Any) -> list[Any]:
        return getaddrinfo(self.network, *args, **keywords)

    def socketpair(self, *args: Any) -> tuple[PlainSocket, PlainSocket]:
        one, other = self.network.pair()
        return PlainSocket(of=one), PlainSocket(of=other)
