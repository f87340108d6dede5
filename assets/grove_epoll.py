"""Trio's sockets on the simulated network, for a pinned run (grove_pin): Trio's own code over other
sockets and another epoll."""

from __future__ import annotations

import select
from types import SimpleNamespace
from typing import Any

import trio
from trio import _socket
from trio._core import _io_epoll

from grove_network import Network
from grove_sockets import PlainSocket, Sockets


class _Epoll:
    """Of sockets of the network by their numbers, and of real ones: Trio wakes itself with one."""

    def __init__(self, network: Network) -> None:
        self._network, self._real = network, select.epoll()
        self._wanted: dict[int, int] = {}

    def _is_ours(self, fd: int) -> bool:
        return self._network.numbers.get(fd) is not None

    def register(self, fd: Any, flags: int) -> None:
        if isinstance(fd, int) and self._is_ours(fd):
            self._wanted[fd] = flags
        else:
            self._real.register(fd, flags)

    def modify(self, fd: Any, flags: int) -> None:
        if fd in self._wanted and self._is_ours(fd):
            self._wanted[fd] = flags
        else:
            self._real.modify(fd, flags)

    def unregister(self, fd: Any) -> None:
        if self._wanted.pop(fd, None) is None:
            self._real.unregister(fd)

    def poll(self, timeout: float, most: int) -> list[tuple[int, int]]:
        self._network.settle()
        events = []
        for fd in sorted(self._wanted):
            socket = self._network.numbers.get(fd)
            if socket is None:
                del self._wanted[fd]
                continue
            flags = select.EPOLLIN if self._network.readable(socket) else 0
            flags |= select.EPOLLOUT if self._network.writable(socket) else 0
            if flags & self._wanted[fd]:
                events.append((fd, flags & self._wanted[fd]))
                self._wanted[fd] = 0  # one shot
        return events + self._real.poll(0 if events else timeout, most)

    def close(self) -> None:
        self._real.close()


class _Poll:
    """Of one socket, which only is_readable() asks for."""

    def register(self, sock: PlainSocket, flags: int) -> None:
        self._sock = sock

    def poll(self, timeout: float) -> list[int]:
        return [1] if self._sock.is_readable() else []


def patches(network: Network) -> dict[tuple[object, str], object]:
    """For grove_watch.replaced."""
    sockets = Sockets(network)
    here = SimpleNamespace(**{name: getattr(select, name) for name in dir(select)
                              if not name.startswith("__")})
    here.epoll, here.poll = lambda: _Epoll(network), _Poll
    kind = _socket._SocketType
    wrap = _socket._make_simple_sock_method_wrapper
    readers = {name: wrap(getattr(PlainSocket, name), trio.lowlevel.wait_readable)
               for name in ("recv", "recv_into", "recvfrom")}
    return {(_socket, "_stdlib_socket"): sockets, (_io_epoll, "select"): here,
            (_socket, "select"): here,
            (kind, "_accept"): wrap(PlainSocket.accept, trio.lowlevel.wait_readable),
            (kind, "send"): wrap(PlainSocket.send, trio.lowlevel.wait_writable),
            **{(kind, name): method for name, method in readers.items()}}
