"""How a loop of asyncio connects sockets, and what it does with those of the program's own."""

__all__ = ["add_reader", "add_writer", "connect_accepted_socket", "create_connection",
           "getaddrinfo", "remove_reader", "remove_writer", "resolved", "sock_accept",
           "sock_connect", "sock_recv", "sock_recv_into", "sock_sendall"]

import asyncio
import socket as _plain
from _asyncio_sockets import stands_for, unwatch, watch
from _asyncio_transports import SelectorSocketTransport
from itertools import chain, zip_longest
from socket import AF_INET, AF_INET6, SOCK_STREAM

_SOL_SOCKET, _SO_ERROR = 1, 4
_READ, _WRITE = False, True


# --- Names ---


# As getaddrinfo() has it, of an address that needs no looking up; else None.
def _known_address(host, port, family, proto, flowinfo=0, scopeid=0):
    if proto not in (0, 6, 17) or host is None:
        return None
    if port is None or port == b"" or port == "":
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None
    if isinstance(host, bytes):
        host = host.decode("ascii")
    for each in (AF_INET, AF_INET6) if family == 0 else (family,):
        try:
            _plain.inet_pton(each, host)
        except OSError:
            continue
        address = (host, port, flowinfo, scopeid) if each == AF_INET6 else (host, port)
        return each, SOCK_STREAM, 6, "", address
    return None


async def getaddrinfo(loop, host, port, *, family=0, type=0, proto=0, flags=0):
    return await loop.run_in_executor(
        None, _plain.getaddrinfo, host, port, family, type, proto, flags
    )


async def resolved(loop, address, family=0, proto=0, flags=0):
    host, port = address[:2]
    known = _known_address(host, port, family, proto, *address[2:])
    if known is not None:
        return [known]
    return await loop.getaddrinfo(
        host, port, family=family, type=SOCK_STREAM, proto=proto, flags=flags
    )


# --- Sockets by themselves ---


def _number_of(sock):
    number = getattr(sock, "_number", None)
    if number is None:
        number = getattr(getattr(sock, "_sock", None), "_number", None)
    if number is None:
        raise ValueError(f"Invalid file object: {sock!r}")
    return number


def add_reader(loop, fd, callback, *args):
    watch(loop, _number_of(fd), _READ, callback, args)


def add_writer(loop, fd, callback, *args):
    watch(loop, _number_of(fd), _WRITE, callback, args)


def remove_reader(loop, fd):
    return unwatch(loop, _number_of(fd), _READ)


def remove_writer(loop, fd):
    return unwatch(loop, _number_of(fd), _WRITE)


# Settles the future with what the call comes to, unless it has to wait. Whether it is settled.
def _attempt(future, call, *args):
    if future.done():
        return True
    try:
        result = call(*args)
    except (BlockingIOError, InterruptedError):
        return False
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
    return True


def _attempt_each_time(loop, future, sock, to_write, call, *args):
    number = sock._number
    stands_for(future, number, to_write)
    watch(loop, number, to_write, _attempt, (future, call, *args))
    future.add_done_callback(lambda _: unwatch(loop, number, to_write))


async def sock_recv(loop, sock, n):
    try:
        return sock.recv(n)
    except (BlockingIOError, InterruptedError):
        pass
    future = loop.create_future()
    _attempt_each_time(loop, future, sock, _READ, sock.recv, n)
    return await future


async def sock_recv_into(loop, sock, buf):
    try:
        return sock.recv_into(buf)
    except (BlockingIOError, InterruptedError):
        pass
    future = loop.create_future()
    _attempt_each_time(loop, future, sock, _READ, sock.recv_into, buf)
    return await future


async def sock_sendall(loop, sock, data):
    try:
        sent = sock.send(data)
    except (BlockingIOError, InterruptedError):
        sent = 0
    if sent == len(data):
        return

    def send_more():
        nonlocal sent
        sent += sock.send(data[sent:])
        if sent < len(data):
            raise BlockingIOError

    future = loop.create_future()
    _attempt_each_time(loop, future, sock, _WRITE, send_more)
    return await future


async def sock_accept(loop, sock):
    def accept():
        made, address = sock.accept()
        made.setblocking(False)
        return made, address

    future = loop.create_future()
    if not _attempt(future, accept):
        _attempt_each_time(loop, future, sock, _READ, accept)
    return await future


async def sock_connect(loop, sock, address):
    found = await resolved(loop, address, family=sock.family, proto=sock.proto)
    address = found[0][4]

    def connected():
        error = sock.getsockopt(_SOL_SOCKET, _SO_ERROR)
        if error != 0:
            raise OSError(error, f"Connect call failed {address}")

    future = loop.create_future()
    if not _attempt(future, sock.connect, address):
        _attempt_each_time(loop, future, sock, _WRITE, connected)
    return await future


# --- Connecting ---


async def _connect_sock(loop, errors, info, local_infos=None):
    own = []
    errors.append(own)
    family, kind, proto, _, address = info
    sock = None
    try:
        sock = _plain.socket(family, kind, proto)
        sock.setblocking(False)
        if local_infos is not None:
            _bind_one(sock, family, local_infos, own)
        await loop.sock_connect(sock, address)
        return sock
    except OSError as error:
        own.append(error)
        if sock is not None:
            sock.close()
        raise
    except:
        if sock is not None:
            sock.close()
        raise


def _bind_one(sock, family, local_infos, errors):
    for local_family, _, _, _, address in local_infos:
        if local_family != family:
            continue
        try:
            sock.bind(address)
            return
        except OSError as error:
            errors.append(OSError(error.errno, "error while attempting to bind on address "
                                  f"{address!r}: {error.strerror.lower()}"))
    if errors:
        raise errors.pop()
    raise OSError(f"no matching local address with {family=} found")


def _interleaved(infos, first_count):
    by_family = {}
    for info in infos:
        by_family.setdefault(info[0], []).append(info)
    lists = list(by_family.values())
    result = []
    if first_count > 1:
        result.extend(lists[0][:first_count - 1])
        del lists[0][:first_count - 1]
    result.extend(info for info in chain.from_iterable(zip_longest(*lists)) if info is not None)
    return result


# The first that is made wins; the next begins when the one before has failed, or after the delay.
async def _race(loop, makers, delay):
    makers = enumerate(makers)
    winner = None
    running = []

    async def run_one_coro(previous_failed):
        nonlocal winner
        if previous_failed is not None:
            try:
                await asyncio.wait_for(previous_failed.wait(), delay)
            except TimeoutError:
                pass
        try:
            index, make = next(makers)
        except StopIteration:
            return
        failed = asyncio.Event()
        running.append(loop.create_task(run_one_coro(failed)))
        try:
            result = await make()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            failed.set()
        else:
            winner = result
            for i, task in enumerate(running):
                if i != index:
                    task.cancel()

    running.append(loop.create_task(run_one_coro(None)))
    try:
        count = 0
        while count != len(running):
            done, _ = await asyncio.wait(running)
            count = len(done)
            for task in done:
                if not task.cancelled() and task.exception():
                    raise task.exception()
        return winner
    finally:
        for task in running:
            task.cancel()


def _fail_with(errors):
    errors = [error for each in errors for error in each]
    model = str(errors[0])
    if all(str(error) == model for error in errors):
        raise errors[0]
    raise OSError("Multiple exceptions: {}".format(", ".join(str(error) for error in errors)))


def _refuse_ssl(ssl, server_hostname=None):
    if ssl:
        raise NotImplementedError("ssl is in Python, not in Grove yet: leave it out")
    if server_hostname is not None:
        raise ValueError("server_hostname is only meaningful with ssl")


async def _connected_socket(loop, infos, local_infos, delay):
    errors = []
    sock = None
    if delay is None:
        for info in infos:
            try:
                sock = await _connect_sock(loop, errors, info, local_infos)
                break
            except OSError:
                continue
    else:
        def maker(info):
            return lambda: _connect_sock(loop, errors, info, local_infos)

        sock = await _race(loop, [maker(info) for info in infos], delay)
    if sock is None:
        _fail_with(errors)
    return sock


async def create_connection(
    loop, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
    sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None,
    ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None
):
    _refuse_ssl(ssl, server_hostname)
    if happy_eyeballs_delay is not None and interleave is None:
        interleave = 1
    if host is not None or port is not None:
        if sock is not None:
            raise ValueError("host/port and sock can not be specified at the same time")
        infos = await resolved(loop, (host, port), family, proto, flags)
        local_infos = None
        if local_addr is not None:
            local_infos = await resolved(loop, local_addr, family, proto, flags)
        if interleave:
            infos = _interleaved(infos, interleave)
        sock = await _connected_socket(loop, infos, local_infos, happy_eyeballs_delay)
    elif sock is None:
        raise ValueError("host and port was not specified and no sock specified")
    return await _transport_of(loop, sock, protocol_factory)


async def connect_accepted_socket(
    loop, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
    ssl_shutdown_timeout=None
):
    _refuse_ssl(ssl)
    return await _transport_of(loop, sock, protocol_factory)


async def _transport_of(loop, sock, protocol_factory):
    sock.setblocking(False)
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = SelectorSocketTransport(loop, sock, protocol, waiter)
    try:
        await waiter
    except:
        transport.close()
        raise
    return transport, protocol
