"""Streams over sockets, and what serves and opens them."""

__all__ = ["SocketListener", "SocketStream", "open_tcp_listeners", "open_tcp_stream",
           "serve_listeners", "serve_tcp"]

from socket import SOCK_STREAM

import trio
from trio.abc import HalfCloseableStream, Listener
from trio.socket import AF_INET6, SocketType, getaddrinfo
from trio.socket import socket as _new_socket

_MOST_RECEIVED = 65536
_EYEBALLS_DELAY = 0.250
_BAD_NUMBER = 9
_SOL_SOCKET, _SO_REUSEADDR, _SO_ACCEPTCONN = 1, 2, 30
_IPPROTO_TCP, _TCP_NODELAY, _TCP_NOTSENT_LOWAT = 6, 1, 25
_IPPROTO_IPV6, _IPV6_V6ONLY = 41, 26
_IPPROTO_IP, _IP_BIND_ADDRESS_NO_PORT = 0, 24
_PASSIVE = 1
_MOST_BACKLOG = 0xFFFF
# What becomes of a connection before it is accepted is not the listener's affair.
_NOT_OUR_FAULT = (1, 103, 71, 100, 92, 112, 64, 113, 95, 101, 63, 94, 93, 110, 104)
_AT_CAPACITY = (24, 23, 12, 105)


# While one task is inside, no other may be.
class _Conflicts:
    def __init__(self, message):
        self._message = message
        self._held = False

    def __enter__(self):
        if self._held:
            raise trio.BusyResourceError(self._message)
        self._held = True

    def __exit__(self, *exc_info):
        self._held = False


class _AsStreamErrors:
    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc, traceback):
        if not isinstance(exc, OSError):
            return
        if exc.errno == _BAD_NUMBER:
            raise trio.ClosedResourceError("this socket was already closed") from None
        raise trio.BrokenResourceError(f"socket connection broken: {exc}") from exc


_as_stream_errors = _AsStreamErrors()


def _check_socket(socket, what):
    if not isinstance(socket, SocketType):
        raise TypeError(f"{what} requires a Trio socket object")
    if socket.type != SOCK_STREAM:
        raise ValueError(f"{what} requires a SOCK_STREAM socket")


class SocketStream(HalfCloseableStream):
    """A connection as a stream."""

    def __init__(self, socket):
        _check_socket(socket, "SocketStream")
        self.socket = socket
        self._sending = _Conflicts("another task is currently sending data on this SocketStream")
        try:
            self.setsockopt(_IPPROTO_TCP, _TCP_NODELAY, True)
            self.setsockopt(_IPPROTO_TCP, _TCP_NOTSENT_LOWAT, 2**14)
        except OSError:
            pass

    async def send_all(self, data):
        if self.socket.did_shutdown_SHUT_WR:
            raise trio.ClosedResourceError("can't send data after sending EOF")
        with self._sending, _as_stream_errors:
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError("memoryview: a bytes-like object is required, not "
                                f"'{type(data).__name__}'")
            if not data:
                if self.socket.fileno() == -1:
                    raise trio.ClosedResourceError("socket was already closed")
                await trio.lowlevel.checkpoint()
                return
            total = 0
            while total < len(data):
                total += await self.socket.send(data[total:] if total else data)

    async def wait_send_all_might_not_block(self):
        with self._sending:
            if self.socket.fileno() == -1:
                raise trio.ClosedResourceError
            with _as_stream_errors:
                await self.socket.wait_writable()

    async def send_eof(self):
        with self._sending:
            await trio.lowlevel.checkpoint()
            if self.socket.did_shutdown_SHUT_WR:
                return
            with _as_stream_errors:
                self.socket.shutdown(1)

    async def receive_some(self, max_bytes=None):
        if max_bytes is None:
            max_bytes = _MOST_RECEIVED
        if max_bytes < 1:
            raise ValueError("max_bytes must be >= 1")
        with _as_stream_errors:
            return await self.socket.recv(max_bytes)

    async def aclose(self):
        self.socket.close()
        await trio.lowlevel.checkpoint()

    def setsockopt(self, level, option, value, length=None):
        if length is None:
            if value is None:
                raise TypeError("invalid value for argument 'value', must not be None when "
                                "specifying length")
            return self.socket.setsockopt(level, option, value)
        if value is not None:
            raise TypeError(f"invalid value for argument 'value': {value!r}, must be None when "
                            "specifying optlen")
        return self.socket.setsockopt(level, option, value, length)

    def getsockopt(self, level, option, buffersize=0):
        if buffersize == 0:
            return self.socket.getsockopt(level, option)
        return self.socket.getsockopt(level, option, buffersize)


class SocketListener(Listener):
    """What connections come from, as streams."""

    def __init__(self, socket):
        _check_socket(socket, "SocketListener")
        if not socket.getsockopt(_SOL_SOCKET, _SO_ACCEPTCONN):
            raise ValueError("SocketListener requires a listening socket")
        self.socket = socket

    async def accept(self):
        while True:
            try:
                sock, _ = await self.socket.accept()
            except OSError as exc:
                if exc.errno == _BAD_NUMBER:
                    raise trio.ClosedResourceError from None
                if exc.errno not in _NOT_OUR_FAULT:
                    raise
            else:
                return SocketStream(sock)

    async def aclose(self):
        self.socket.close()
        await trio.lowlevel.checkpoint()


# --- Opening ---

# Closes those that are in it in the end.
class _ClosingAll:
    def __enter__(self):
        self._sockets = []
        return self._sockets

    def __exit__(self, *exc_info):
        errors = []
        for sock in self._sockets:
            try:
                sock.close()
            except BaseException as exc:
                errors.append(exc)
        if len(errors) == 1:
            raise errors[0]
        if errors:
            raise BaseExceptionGroup("", errors)


# The first two attempts are of different families, if there are two (RFC 6555, 5.4).
def _mix_families(targets):
    for i in range(1, len(targets)):
        if targets[i][0] != targets[0][0]:
            if i != 1:
                targets.insert(1, targets.pop(i))
            break


def _host_and_port(host, port):
    host = host.decode("ascii") if isinstance(host, bytes) else host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


async def _bind_locally(sock, local_address, remote):
    try:
        sock.setsockopt(_IPPROTO_IP, _IP_BIND_ADDRESS_NO_PORT, 1)
    except (OSError, AttributeError):
        pass
    try:
        await sock.bind((local_address, 0))
    except OSError:
        raise OSError(
            f"local_address={local_address!r} is incompatible with remote address {remote!r}"
        ) from None


async def open_tcp_stream(
    host, port, *, happy_eyeballs_delay=_EYEBALLS_DELAY, local_address=None
):
    if not isinstance(host, (str, bytes)):
        raise ValueError(f"host must be str or bytes, not {host!r}")
    if not isinstance(port, int):
        raise TypeError(f"port must be int, not {port!r}")
    if happy_eyeballs_delay is None:
        happy_eyeballs_delay = _EYEBALLS_DELAY
    targets = await getaddrinfo(host, port, type=SOCK_STREAM)
    if not targets:
        raise OSError(f"no results found for hostname lookup: {_host_and_port(host, port)}")
    _mix_families(targets)
    errors = []
    winner = None

    async def attempt_connect(socket_args, sockaddr, attempt_failed):
        nonlocal winner
        try:
            sock = _new_socket(*socket_args)
            open_sockets.append(sock)
            if local_address is not None:
                await _bind_locally(sock, local_address, sockaddr)
            await sock.connect(sockaddr)
            winner = sock
            nursery.cancel_scope.cancel(reason="successfully found a socket")
        except OSError as exc:
            errors.append(exc)
            attempt_failed.set()

    attempt_connect.__module__ = "trio._highlevel_open_tcp_stream"
    with _ClosingAll() as open_sockets:
        async with trio.open_nursery() as nursery:
            for family, kind, proto, _, address in targets:
                attempt_failed = trio.Event()
                nursery.start_soon(
                    attempt_connect, (family, kind, proto), address, attempt_failed
                )
                with trio.move_on_after(happy_eyeballs_delay):
                    await attempt_failed.wait()
        if winner is None:
            message = f"all attempts to connect to {_host_and_port(host, port)} failed"
            raise OSError(message) from ExceptionGroup(message, errors)
        stream = SocketStream(winner)
        open_sockets.remove(winner)
        return stream


# --- Serving ---


def _backlog_of(backlog):
    if not isinstance(backlog, int) and backlog is not None:
        raise TypeError(f"backlog must be an int or None, not {backlog!r}")
    return _MOST_BACKLOG if backlog is None else min(backlog, _MOST_BACKLOG)


async def open_tcp_listeners(port, *, host=None, backlog=None):
    if not isinstance(port, int):
        raise TypeError(f"port must be an int not {port!r}")
    computed_backlog = _backlog_of(backlog)
    addresses = await getaddrinfo(host, port, type=SOCK_STREAM, flags=_PASSIVE)
    listeners = []
    try:
        for family, kind, proto, _, address in addresses:
            sock = _new_socket(family, kind, proto)
            try:
                sock.setsockopt(_SOL_SOCKET, _SO_REUSEADDR, 1)
                if family == AF_INET6:
                    sock.setsockopt(_IPPROTO_IPV6, _IPV6_V6ONLY, 1)
                await sock.bind(address)
                sock.listen(computed_backlog)
                listeners.append(SocketListener(sock))
            except:
                sock.close()
                raise
    except:
        for listener in listeners:
            listener.socket.close()
        raise
    return listeners


async def serve_tcp(
    handler,
    port,
    *,
    host=None,
    backlog=None,
    handler_nursery=None,
    task_status=trio.TASK_STATUS_IGNORED,
):
    listeners = await open_tcp_listeners(port, host=host, backlog=backlog)
    await serve_listeners(
        handler, listeners, handler_nursery=handler_nursery, task_status=task_status
    )


async def _run_handler(stream, handler):
    try:
        await handler(stream)
    finally:
        await trio.aclose_forcefully(stream)


async def _serve_one_listener(listener, handler_nursery, handler):
    async with listener:
        while True:
            try:
                stream = await listener.accept()
            except OSError as exc:
                if exc.errno not in _AT_CAPACITY:
                    raise
                await trio.sleep(0.1)
            else:
                handler_nursery.start_soon(_run_handler, stream, handler)


_run_handler.__module__ = "trio._highlevel_serve_listeners"
_serve_one_listener.__module__ = "trio._highlevel_serve_listeners"


async def serve_listeners(
    handler, listeners, *, handler_nursery=None, task_status=trio.TASK_STATUS_IGNORED
):
    async with trio.open_nursery() as nursery:
        if handler_nursery is None:
            handler_nursery = nursery
        for listener in listeners:
            nursery.start_soon(_serve_one_listener, listener, handler_nursery, handler)
        task_status.started(listeners)
    raise AssertionError("_serve_one_listener should never complete")


for _each in (_run_handler, _serve_one_listener):
    _each.__module__ = "trio._highlevel_serve_listeners"
