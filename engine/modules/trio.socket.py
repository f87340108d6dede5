"""Sockets whose calls are waited for."""

__all__ = ["AF_INET", "AF_INET6", "AF_UNIX", "AF_UNSPEC", "SOCK_CLOEXEC", "SOCK_DGRAM",
           "SOCK_NONBLOCK", "SOCK_RAW", "SOCK_STREAM", "SocketType", "from_stdlib_socket",
           "gaierror", "getaddrinfo", "gethostname", "herror", "htonl", "htons", "inet_aton",
           "inet_ntoa", "inet_ntop", "inet_pton", "ntohs", "set_custom_hostname_resolver",
           "set_custom_socket_factory", "socket", "socketpair"]

import socket as _plain
from _error_texts import strerror as _strerror
from _trio import notify_closing as _notify_closing
from _trio import wait_for_socket as _wait_for_socket
from socket import (AF_INET, AF_INET6, AF_UNIX, AF_UNSPEC, SOCK_CLOEXEC, SOCK_DGRAM,
                    SOCK_NONBLOCK, SOCK_RAW, SOCK_STREAM, gaierror, gethostname, herror, htonl,
                    htons, inet_aton, inet_ntoa, inet_ntop, inet_pton, ntohs)

import trio
from trio.lowlevel import RunVar as _RunVar

_resolver = _RunVar("hostname_resolver")
_socket_factory = _RunVar("socket_factory")

_SOL_SOCKET, _SO_ERROR = 1, 4
_IPPROTO_IPV6, _IPV6_V6ONLY = 41, 26
_PASSIVE, _V4_MAPPED, _NUMERIC_ONLY = 1, 8, 4 | 1024
_NO_NAME = -2
_READ, _WRITE = False, True


def set_custom_hostname_resolver(hostname_resolver):
    old = _resolver.get(None)
    _resolver.set(hostname_resolver)
    return old


def set_custom_socket_factory(socket_factory):
    old = _socket_factory.get(None)
    _socket_factory.set(socket_factory)
    return old


async def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    # What is a number needs no thread.
    await trio.lowlevel.checkpoint_if_cancelled()
    try:
        results = _plain.getaddrinfo(host, port, family, type, proto, flags | _NUMERIC_ONLY)
    except BaseException as error:
        if not (isinstance(error, gaierror) and error.errno == _NO_NAME):
            await trio.lowlevel.cancel_shielded_checkpoint()
            raise
    else:
        await trio.lowlevel.cancel_shielded_checkpoint()
        return results
    if isinstance(host, str):
        host = host.encode("ascii")
    resolver = _resolver.get(None)
    if resolver is not None:
        return await resolver.getaddrinfo(host, port, family, type, proto, flags)
    return await trio.to_thread.run_sync(
        _plain.getaddrinfo, host, port, family, type, proto, flags, abandon_on_cancel=True
    )


async def _resolve(sock, address, local):
    if sock.family == AF_INET:
        if not isinstance(address, tuple) or len(address) != 2:
            raise ValueError("address should be a (host, port) tuple")
    elif not isinstance(address, tuple) or not 2 <= len(address) <= 4:
        raise ValueError("address should be a (host, port, [flowinfo, [scopeid]]) tuple")
    host, port, *_ = address
    if isinstance(port, int) and host is not None:
        try:
            inet_pton(sock.family, host)
        except (OSError, TypeError):
            pass
        else:
            return address
    if host == "":
        host = None
    if host == "<broadcast>":
        host = "255.255.255.255"
    flags = _PASSIVE if local else 0
    if sock.family == AF_INET6 and not sock.getsockopt(_IPPROTO_IPV6, _IPV6_V6ONLY):
        flags |= _V4_MAPPED
    found = await getaddrinfo(host, port, sock.family, sock.type, sock.proto, flags)
    normal = found[0][4]
    if sock.family == AF_INET6:
        return (*normal[:2], *address[2:], *normal[len(address):])
    return normal


class SocketType:
    """What a socket of Trio's is an instance of."""

    def __init__(self):
        if type(self) is SocketType:
            raise TypeError(
                "SocketType is an abstract class; use trio.socket.socket if you "
                "want to construct a socket object"
            )


class _SocketType(SocketType):
    def __init__(self, sock):
        if type(sock) is not _plain.socket:
            raise TypeError(
                f"expected object of type 'socket.socket', not '{type(sock).__name__}'"
            )
        self._sock = sock
        sock.setblocking(False)
        self._did_shutdown_SHUT_WR = False

    def __repr__(self):
        return repr(self._sock).replace("socket.socket", "trio.socket.socket")

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self._sock.__exit__(exc_type, exc_value, traceback)

    @property
    def family(self):
        return self._sock.family

    @property
    def type(self):
        return self._sock.type

    @property
    def proto(self):
        return self._sock.proto

    @property
    def did_shutdown_SHUT_WR(self):
        return self._did_shutdown_SHUT_WR

    def fileno(self):
        return self._sock.fileno()

    def getpeername(self):
        return self._sock.getpeername()

    def getsockname(self):
        return self._sock.getsockname()

    def getsockopt(self, level, optname, buflen=None):
        return self._sock.getsockopt(level, optname)

    def setsockopt(self, level, optname, value, optlen=None):
        if optlen is None:
            if value is None:
                raise TypeError("invalid value for argument 'value', must not be None when "
                                "specifying optlen")
        elif value is not None:
            raise TypeError(f"invalid value for argument 'value': {value!r}, must be None when "
                            "specifying optlen")
        self._sock.setsockopt(level, optname, value)

    def get_inheritable(self):
        return self._sock.get_inheritable()

    def set_inheritable(self, inheritable):
        self._sock.set_inheritable(inheritable)

    def listen(self, backlog=128):
        self._sock.listen(backlog)

    def close(self):
        if self._sock.fileno() != -1:
            _notify_closing(self._sock._number)
            self._sock.close()

    def shutdown(self, flag):
        self._sock.shutdown(flag)
        if flag in (1, 2):
            self._did_shutdown_SHUT_WR = True

    def is_readable(self):
        return self._sock._is_readable()

    async def wait_writable(self):
        await _wait_for_socket(self._sock._open_number(), _WRITE)

    async def bind(self, address):
        address = await _resolve(self, address, True)
        await trio.lowlevel.checkpoint()
        self._sock.bind(address)

    # At once if that can be, and a checkpoint all the same; else as soon as it can.
    async def _do(self, to_write, call, *args):
        await trio.lowlevel.checkpoint_if_cancelled()
        try:
            result = call(*args)
        except BlockingIOError:
            pass
        except BaseException:
            await trio.lowlevel.cancel_shielded_checkpoint()
            raise
        else:
            await trio.lowlevel.cancel_shielded_checkpoint()
            return result
        while True:
            await _wait_for_socket(self._sock._open_number(), to_write)
            try:
                return call(*args)
            except BlockingIOError:
                pass

    async def accept(self):
        sock, address = await self._do(_READ, self._sock.accept)
        return from_stdlib_socket(sock), address

    async def connect(self, address):
        try:
            address = await _resolve(self, address, False)
            await trio.lowlevel.checkpoint_if_cancelled()
            try:
                self._sock.connect(address)
            except BlockingIOError:
                pass
            except BaseException:
                await trio.lowlevel.cancel_shielded_checkpoint()
                raise
            else:
                await trio.lowlevel.cancel_shielded_checkpoint()
                return
            await _wait_for_socket(self._sock._open_number(), _WRITE)
        except trio.Cancelled:
            # It is neither connected nor not.
            self._sock.close()
            raise
        error = self._sock.getsockopt(_SOL_SOCKET, _SO_ERROR)
        if error != 0:
            raise OSError(error, f"Error connecting to {address!r}: {_strerror(error)}")

    async def recv(self, bufsize, flags=0, /):
        return await self._do(_READ, self._sock.recv, bufsize, flags)

    async def recv_into(self, buffer, nbytes=0, flags=0):
        return await self._do(_READ, self._sock.recv_into, buffer, nbytes, flags)

    async def recvfrom(self, bufsize, flags=0, /):
        return await self._do(_READ, self._sock.recvfrom, bufsize, flags)

    async def send(self, bytes, flags=0, /):
        return await self._do(_WRITE, self._sock.send, bytes, flags)


def from_stdlib_socket(sock):
    return _SocketType(sock)


def socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
    if fileno is None:
        factory = _socket_factory.get(None)
        if factory is not None:
            return factory.socket(family, type, proto)
    return from_stdlib_socket(_plain.socket(family, type, proto, fileno))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    left, right = _plain.socketpair(family, type, proto)
    return from_stdlib_socket(left), from_stdlib_socket(right)
