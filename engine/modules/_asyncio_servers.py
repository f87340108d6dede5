"""What accepts connections for protocols of asyncio."""

__all__ = ["create_server"]

import asyncio
import socket as _plain
from _asyncio_connecting import resolved
from _asyncio_protocols import AbstractServer
from _asyncio_sockets import unwatch, watch
from _asyncio_transports import SelectorSocketTransport, TransportSocket
from itertools import chain
from socket import AF_INET6

_SOL_SOCKET, _SO_REUSEADDR, _SO_REUSEPORT = 1, 2, 15
_IPPROTO_IPV6, _IPV6_V6ONLY = 41, 26
_PASSIVE = 1
_READ = False


class Server(AbstractServer):
    """What accepts connections for a protocol."""

    def __init__(self, loop, sockets, protocol_factory, backlog):
        self._loop = loop
        self._sockets = sockets
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._active_count = 0
        self._waiters = []
        self._serving = False
        self._serving_forever = None

    def __repr__(self):
        return f"<{type(self).__name__} sockets={self.sockets!r}>"

    def _attach(self):
        self._active_count += 1

    def _detach(self):
        self._active_count -= 1
        if self._active_count == 0 and self._sockets is None:
            self._wake()

    def _wake(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(waiter)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            watch(self._loop, sock._number, _READ, self._accept_all, (sock,))

    def _accept_all(self, sock):
        for _ in range(self._backlog):
            try:
                made, address = sock.accept()
                made.setblocking(False)
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            self._loop.create_task(
                _accept_connection2(self._loop, self._protocol_factory, made,
                                    {"peername": address}, self)
            )

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        return () if self._sockets is None else tuple(map(TransportSocket, self._sockets))

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            unwatch(self._loop, sock._number, _READ)
            sock.close()
        self._serving = False
        if self._serving_forever is not None and not self._serving_forever.done():
            self._serving_forever.cancel()
            self._serving_forever = None
        if self._active_count == 0:
            self._wake()

    async def start_serving(self):
        self._start_serving()
        await asyncio.sleep(0)

    async def serve_forever(self):
        if self._serving_forever is not None:
            raise RuntimeError(
                f"server {self!r} is already being awaited on serve_forever()"
            )
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        self._serving_forever = self._loop.create_future()
        try:
            await self._serving_forever
        except asyncio.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever = None

    # That nothing is waited for once it is closed is a fault of 3.11's, which it has here too.
    async def wait_closed(self):
        if self._sockets is None or self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


Server.__module__ = "asyncio.base_events"


async def _accept_connection2(loop, protocol_factory, sock, extra, server):
    transport = None
    try:
        protocol = protocol_factory()
        waiter = loop.create_future()
        transport = SelectorSocketTransport(loop, sock, protocol, waiter, extra, server)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException:
        pass


async def _create_server_getaddrinfo(loop, host, port, family, flags):
    infos = await resolved(loop, (host, port), family, flags=flags)
    if not infos:
        raise OSError(f"getaddrinfo({host!r}) returned empty list")
    return infos


def _listening_sockets(infos, reuse_address, reuse_port):
    sockets = []
    try:
        for family, kind, proto, _, address in infos:
            sock = _plain.socket(family, kind, proto)
            sockets.append(sock)
            if reuse_address:
                sock.setsockopt(_SOL_SOCKET, _SO_REUSEADDR, True)
            if reuse_port:
                sock.setsockopt(_SOL_SOCKET, _SO_REUSEPORT, True)
            if family == AF_INET6:
                sock.setsockopt(_IPPROTO_IPV6, _IPV6_V6ONLY, True)
            try:
                sock.bind(address)
            except OSError as error:
                raise OSError(error.errno, "error while attempting to bind on address "
                              f"{address!r}: {error.strerror.lower()}") from None
        return sockets
    except BaseException:
        for sock in sockets:
            sock.close()
        raise


async def create_server(
    loop, protocol_factory, host=None, port=None, *, family=0, flags=_PASSIVE, sock=None,
    backlog=100, ssl=None, reuse_address=None, reuse_port=None, ssl_handshake_timeout=None,
    ssl_shutdown_timeout=None, start_serving=True
):
    if isinstance(ssl, bool):
        raise TypeError("ssl argument must be an SSLContext or None")
    if ssl:
        raise NotImplementedError("ssl is in Python, not in Grove yet: leave it out")
    if host is not None or port is not None:
        if sock is not None:
            raise ValueError("host/port and sock can not be specified at the same time")
        if host == "":
            hosts = [None]
        elif isinstance(host, str) or not hasattr(host, "__iter__"):
            hosts = [host]
        else:
            hosts = host
        found = await asyncio.gather(
            *(_create_server_getaddrinfo(loop, each, port, family, flags) for each in hosts)
        )
        infos = dict.fromkeys(chain.from_iterable(found))
        sockets = _listening_sockets(infos, reuse_address is not False, reuse_port)
    elif sock is None:
        raise ValueError("Neither host/port nor sock were specified")
    else:
        sockets = [sock]
    for each in sockets:
        each.setblocking(False)
    server = Server(loop, sockets, protocol_factory, backlog)
    if start_serving:
        server._start_serving()
        await asyncio.sleep(0)
    return server
