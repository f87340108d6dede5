"""A connection as asyncio has it: what reads from a socket for a protocol, and writes to it."""

__all__ = ["SelectorSocketTransport", "TransportSocket"]

from _asyncio_protocols import BufferedProtocol, Transport
from _asyncio_sockets import unwatch, watch

_IPPROTO_TCP, _TCP_NODELAY = 6, 1
_READ, _WRITE = False, True
_MOST_READ = 256 * 1024
_MOST_SILENT = 5  # writes into a connection that is lost


class TransportSocket:
    """What a program may ask of the socket that a transport has."""

    __slots__ = ("_sock",)

    def __init__(self, sock):
        self._sock = sock

    @property
    def family(self):
        return self._sock.family

    @property
    def type(self):
        return self._sock.type

    @property
    def proto(self):
        return self._sock.proto

    def __repr__(self):
        text = (f"<TransportSocket fd={self.fileno()}, family={self.family!s}, "
                f"type={self.type!s}, proto={self.proto}")
        if self.fileno() != -1:
            text += f", laddr={self.getsockname()}"
            try:
                text += f", raddr={self.getpeername()}"
            except OSError:
                pass
        return text + ">"

    def fileno(self):
        return self._sock.fileno()

    def getsockname(self):
        return self._sock.getsockname()

    def getpeername(self):
        return self._sock.getpeername()

    def getsockopt(self, *args):
        return self._sock.getsockopt(*args)

    def setsockopt(self, *args):
        self._sock.setsockopt(*args)

    def gettimeout(self):
        return 0

    def settimeout(self, value):
        if value != 0:
            raise ValueError("settimeout(): only 0 timeout is allowed on transport sockets")

    def setblocking(self, flag):
        if flag:
            raise ValueError("setblocking(): transport sockets cannot be blocking")


class SelectorSocketTransport(Transport):
    _sock = None

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(extra)
        self._loop = loop
        self._sock = sock
        self._number = sock._number
        self._sock_fd = sock.fileno()
        self._extra["socket"] = TransportSocket(sock)
        self._extra["sockname"] = sock.getsockname()
        if "peername" not in self._extra:
            try:
                self._extra["peername"] = sock.getpeername()
            except OSError:
                self._extra["peername"] = None
        self._protocol = protocol
        self._server = server
        self._buffer = bytearray()
        self._lost = 0  # since when it is bound to be lost, what has been written in vain
        self._closing = self._eof = self._paused = self._protocol_paused = False
        self.set_write_buffer_limits()
        if server is not None:
            server._attach()
        sock.setsockopt(_IPPROTO_TCP, _TCP_NODELAY, 1)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._begin_reading)
        if waiter is not None:
            loop.call_soon(_finish, waiter)

    def __del__(self):
        if self._sock is not None:
            self._sock.close()

    def __repr__(self):
        text = f"<{type(self).__name__}"
        if self._sock is None:
            text += " closed"
        elif self._closing:
            text += " closing"
        text += f" fd={self._sock_fd}"
        if self._loop is not None and not self._loop.is_closed():
            reading = not self._paused and not self._closing
            text += f" read={'polling' if reading else 'idle'}"
            text += (f" write=<{'polling' if self._buffer else 'idle'}, "
                     f"bufsize={len(self._buffer)}>")
        return text + ">"

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    # --- Reading ---

    def _begin_reading(self):
        if not self._closing:
            watch(self._loop, self._number, _READ, self._read, ())

    def _end_reading(self):
        unwatch(self._loop, self._number, _READ)

    def is_reading(self):
        return not self._paused and not self._closing

    def pause_reading(self):
        if not self._closing and not self._paused:
            self._paused = True
            self._end_reading()

    def resume_reading(self):
        if not self._closing and self._paused:
            self._paused = False
            self._begin_reading()

    # What the protocol does wrong breaks the connection off. Whether all went well, and what.
    def _tell(self, what, call, *args):
        try:
            return True, call(*args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fail(error, f"Fatal error: protocol.{what}() call failed.")
        return False, None

    def _read(self):
        if self._lost:
            return
        receive, argument, name = self._sock.recv, _MOST_READ, "data_received"
        if isinstance(self._protocol, BufferedProtocol):
            good, buffer = self._tell("get_buffer", self._protocol.get_buffer, -1)
            if not good:
                return
            receive, argument, name = self._sock.recv_into, buffer, "buffer_updated"
        try:
            got = receive(argument)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            return self._fail(error, "Fatal read error on socket transport")
        if got:
            self._tell(name, getattr(self._protocol, name), got)
        else:
            self._read_end()

    def _read_end(self):
        good, stays_open = self._tell("eof_received", self._protocol.eof_received)
        if not good:
            return
        if stays_open:
            self._end_reading()
        else:
            self.close()

    # --- Writing ---

    def get_write_buffer_size(self):
        return len(self._buffer)

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
        self._high_water, self._low_water = high, low
        self._maybe_pause()

    def _maybe_pause(self):
        if len(self._buffer) > self._high_water and not self._protocol_paused:
            self._protocol_paused = True
            self._tell_of_flow("pause_writing", self._protocol.pause_writing)

    def _maybe_resume(self):
        if self._protocol_paused and len(self._buffer) <= self._low_water:
            self._protocol_paused = False
            self._tell_of_flow("resume_writing", self._protocol.resume_writing)

    def _tell_of_flow(self, what, call):
        try:
            call()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._report(error, f"protocol.{what}() failed")

    def write(self, data):
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError("data argument must be a bytes-like object, not "
                            f"{type(data).__name__!r}")
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if not data:
            return
        if self._lost:
            if self._lost >= _MOST_SILENT:
                import logging

                logging.getLogger("asyncio").warning("socket.send() raised exception.")
            self._lost += 1
            return
        if not self._buffer:
            try:
                data = data[self._sock.send(data):]
            except (BlockingIOError, InterruptedError):
                pass
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                return self._fail(error, "Fatal write error on socket transport")
            if not data:
                return
            watch(self._loop, self._number, _WRITE, self._write_more, ())
        self._buffer.extend(data)
        self._maybe_pause()

    def writelines(self, list_of_data):
        self.write(b"".join(list_of_data))

    def _write_more(self):
        if self._lost:
            return
        try:
            sent = self._sock.send(self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            unwatch(self._loop, self._number, _WRITE)
            self._buffer.clear()
            return self._fail(error, "Fatal write error on socket transport")
        del self._buffer[:sent]
        self._maybe_resume()
        if not self._buffer:
            unwatch(self._loop, self._number, _WRITE)
            if self._closing:
                self._lose(None)
            elif self._eof:
                self._sock.shutdown(1)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing or self._eof:
            return
        self._eof = True
        if not self._buffer:
            self._sock.shutdown(1)

    # --- Its end ---

    def close(self):
        if self._closing:
            return
        self._closing = True
        self._end_reading()
        if not self._buffer:
            self._lost += 1
            unwatch(self._loop, self._number, _WRITE)
            self._loop.call_soon(self._lose, None)

    def abort(self):
        self._force_close(None)

    def _report(self, error, message):
        self._loop.call_exception_handler({
            "message": message, "exception": error, "transport": self, "protocol": self._protocol,
        })

    def _fail(self, error, message):
        if not isinstance(error, OSError):
            self._report(error, message)
        self._force_close(error)

    def _force_close(self, error):
        if self._lost:
            return
        if self._buffer:
            self._buffer.clear()
            unwatch(self._loop, self._number, _WRITE)
        if not self._closing:
            self._closing = True
            self._end_reading()
        self._lost += 1
        self._loop.call_soon(self._lose, error)

    def _lose(self, error):
        try:
            self._protocol.connection_lost(error)
        finally:
            self._sock.close()
            self._sock = self._protocol = self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach()


SelectorSocketTransport.__qualname__ = SelectorSocketTransport.__name__ = (
    "_SelectorSocketTransport")
SelectorSocketTransport.__module__ = "asyncio.selector_events"
TransportSocket.__module__ = "asyncio.trsock"


def _finish(waiter):
    if not waiter.cancelled():
        waiter.set_result(None)
