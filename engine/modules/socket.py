"""Sockets on the simulated network."""

__all__ = ["AF_INET", "AF_INET6", "AF_UNIX", "AF_UNSPEC", "AddressFamily", "SOCK_CLOEXEC",
           "SOCK_DGRAM", "SOCK_NONBLOCK", "SOCK_RAW", "SOCK_STREAM", "SocketKind", "SocketType",
           "create_connection", "create_server", "error", "gaierror", "getaddrinfo",
           "getdefaulttimeout", "getfqdn", "gethostbyname", "gethostname", "has_dualstack_ipv6",
           "has_ipv6", "herror", "htonl", "htons", "inet_aton", "inet_ntoa", "inet_ntop",
           "inet_pton", "ntohl", "ntohs", "setdefaulttimeout", "socket", "socketpair", "timeout"]

import _network
from _error_texts import strerror
from _socket_names import (AddressFamily, SocketKind, gaierror, getaddrinfo, inet_aton, inet_ntoa,
                           inet_ntop, inet_pton, packed_ip)
from time import monotonic, sleep

AF_INET = AddressFamily.AF_INET
AF_INET6 = AddressFamily.AF_INET6
AF_UNIX = AddressFamily.AF_UNIX
AF_UNSPEC = AddressFamily.AF_UNSPEC
SOCK_STREAM = SocketKind.SOCK_STREAM
SOCK_DGRAM = SocketKind.SOCK_DGRAM
SOCK_RAW = SocketKind.SOCK_RAW
SOCK_CLOEXEC = SocketKind.SOCK_CLOEXEC
SOCK_NONBLOCK = SocketKind.SOCK_NONBLOCK

error = OSError
timeout = TimeoutError
has_ipv6 = True


class herror(OSError):
    pass


_AGAIN, _IN_PROGRESS, _BAD_NUMBER, _NO_PROTOCOL_OPTION = 11, 115, 9, 92
_SOL_SOCKET, _SO_REUSEADDR, _SO_TYPE, _SO_ERROR = 1, 2, 3, 4
_SO_SNDBUF, _SO_RCVBUF, _SO_ACCEPTCONN, _SO_PROTOCOL, _SO_DOMAIN = 7, 8, 30, 38, 39
_IPPROTO_IPV6, _IPV6_V6ONLY = 41, 26
_MSG_PEEK = 2
_default_timeout = None


def _fail(number):
    raise OSError(number, strerror(number))


# What the network has answered: an error's number below zero is raised.
def _checked(answer):
    if type(answer) is int and answer < 0:
        _fail(-answer)
    return answer


class socket:
    """One end of a connection, or what connections are accepted from."""

    _number = -1

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            raise NotImplementedError("a socket of a number is in Python, not in Grove yet")
        self._family = AF_INET if family == -1 else family
        self._type = SOCK_STREAM if type == -1 else type
        if self._family not in (AF_INET, AF_INET6):
            if self._family == AF_UNIX:
                raise NotImplementedError("AF_UNIX is in Python, not in Grove yet: use AF_INET")
            _fail(97)
        if self._type & 0xF != SOCK_STREAM:
            raise NotImplementedError(
                "sockets of datagrams are in Python, not in Grove yet: use SOCK_STREAM"
            )
        self._begin(_network.open(self._family == AF_INET6), 0 if proto == -1 else proto)
        if self._type & SOCK_NONBLOCK:
            self._timeout = 0.0

    def _begin(self, number, proto):
        self._number = number
        self._proto = proto
        self._timeout = _default_timeout
        self._options = {}

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __repr__(self):
        closed = self._number < 0
        text = (f"<{type(self).__module__}.{type(self).__qualname__}"
                f"{' [closed]' if closed else ''} fd={self.fileno()}, family={int(self._family)}, "
                f"type={int(self._type)}, proto={self._proto}")
        if not closed:
            text += f", laddr={self.getsockname()}"
            peer = _network.address(self._number, True)
            if type(peer) is tuple:
                text += f", raddr={self._address(peer)}"
        return text + ">"

    @property
    def family(self):
        return _member(self._family, AddressFamily)

    @property
    def type(self):
        return _member(self._type & 0xF, SocketKind)

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return self._timeout

    def fileno(self):
        return -1 if self._number < 0 else _network.fileno(self._number)

    def close(self):
        if self._number >= 0:
            number, self._number = self._number, -1
            _network.close(number)

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable):
        pass

    # --- Waiting, of what blocks ---

    def gettimeout(self):
        return self._timeout

    def settimeout(self, value):
        if value is not None:
            value = float(value)
            if value < 0:
                raise ValueError("Timeout value out of range")
        self._timeout = value

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def _open_number(self):
        if self._number < 0:
            _fail(_BAD_NUMBER)
        return self._number

    # Calls until the answer is one, however long that takes: everything stands still meanwhile.
    def _until(self, call, *args):
        deadline = None if not self._timeout else monotonic() + self._timeout
        while True:
            answer = call(self._open_number(), *args)
            if answer != -_AGAIN or self._timeout == 0:
                return _checked(answer)
            self._stand_still(deadline)

    @staticmethod
    def _stand_still(deadline):
        due = _network.next_time()
        if due is None or (deadline is not None and due > deadline):
            due = deadline
        if due is None:
            raise RuntimeError("this call would block for ever: nothing is on its way")
        if deadline is not None and monotonic() >= deadline:
            raise TimeoutError("timed out")
        sleep(due - monotonic())

    def _is_readable(self):
        return self._number < 0 or _network.readable(self._number)

    # --- Addresses ---

    def _address(self, pair):
        return pair if self._family == AF_INET else (*pair, 0, 0)

    def _resolved(self, address, what):
        v4 = self._family == AF_INET
        name = "AF_INET" if v4 else "AF_INET6"
        if type(address) is not tuple:
            raise TypeError(f"{what}(): {name} address must be tuple, not {type(address).__name__}")
        if len(address) != 2 if v4 else not 2 <= len(address) <= 4:
            raise TypeError(f"{what}(): {name} address must be a "
                            + ("pair (host, port)" if v4 else
                               "tuple (host, port[, flowinfo[, scopeid]])"))
        host, port = address[:2]
        if not isinstance(host, (str, bytes, bytearray)):
            raise TypeError(f"str, bytes or bytearray expected, not {type(host).__name__}")
        if not isinstance(port, int):
            raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
        if not 0 <= port <= 0xFFFF:
            raise OverflowError(f"{what}(): port must be 0-65535.")
        if host == "":
            return ("0.0.0.0" if v4 else "::"), int(port)
        found = packed_ip(host)
        if found is not None and len(found) == (4 if v4 else 16):
            return host, int(port)
        return getaddrinfo(host, None, self._family)[0][4][0], int(port)

    def getsockname(self):
        return self._address(_checked(_network.address(self._open_number(), False)))

    def getpeername(self):
        return self._address(_checked(_network.address(self._open_number(), True)))

    # --- Connecting ---

    def bind(self, address, /):
        number = self._open_number()
        ip, port = self._resolved(address, "bind")
        _checked(_network.bind(number, ip, port, bool(self._option(_SOL_SOCKET, _SO_REUSEADDR)),
                               bool(self._option(_IPPROTO_IPV6, _IPV6_V6ONLY))))

    def listen(self, backlog=128, /):
        _checked(_network.listen(self._open_number(), backlog))

    def connect(self, address, /):
        number = self._open_number()
        ip, port = self._resolved(address, "connect")
        answer = _network.connect(number, ip, port)
        if answer != -_IN_PROGRESS or self._timeout == 0:
            return _checked(answer)
        deadline = None if self._timeout is None else monotonic() + self._timeout
        while not _network.writable(number):
            self._stand_still(deadline)
        _checked(-_network.take_error(number) or None)

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as error:
            if isinstance(error, gaierror):
                raise
            return _AGAIN if error.errno is None else error.errno
        return 0

    def accept(self):
        made = object.__new__(socket)
        made._family, made._type = self._family, self._type
        made._begin(self._until(_network.accept), self._proto)
        return made, made.getpeername()

    # --- Bytes ---

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        return self._until(_network.receive, bufsize, bool(flags & _MSG_PEEK))

    def recv_into(self, buffer, nbytes=0, flags=0):
        if nbytes < 0:
            raise ValueError("negative buffersize in recv_into")
        if nbytes > len(buffer):
            raise ValueError("buffer too small for requested bytes")
        data = self.recv(nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        return self.recv(bufsize, flags), None

    def send(self, data, flags=0, /):
        return self._until(_network.send, _bytes_of(data))

    def sendall(self, data, flags=0, /):
        data = _bytes_of(data)
        while data:
            data = data[self._until(_network.send, data):]

    def shutdown(self, how, /):
        if how not in (0, 1, 2):
            _fail(22)
        _checked(_network.shut_down(self._open_number(), how != 1, how != 0))

    # --- Options ---

    def _option(self, level, name):
        return self._options[level, name] if (level, name) in self._options else 0

    def setsockopt(self, level, optname, value, optlen=None, /):
        self._open_number()
        if isinstance(value, int):
            self._options[level, optname] = int(value)

    def getsockopt(self, level, optname, buflen=None, /):
        number = self._open_number()
        if level == _SOL_SOCKET:
            if optname == _SO_ERROR:
                return _network.take_error(number)
            if optname == _SO_ACCEPTCONN:
                return int(_network.is_listening(number))
            if optname == _SO_TYPE:
                return int(self.type)
            if optname == _SO_DOMAIN:
                return int(self._family)
            if optname == _SO_PROTOCOL:
                return 6
            if optname in (_SO_SNDBUF, _SO_RCVBUF) and (level, optname) not in self._options:
                return 65536
        return self._option(level, optname)


SocketType = socket


def _member(number, kind):
    return number if isinstance(number, kind) else kind(number)


def _bytes_of(data):
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    ends = []
    for number in _network.pair():
        end = object.__new__(socket)
        end._family, end._type = AF_INET, type
        end._begin(number, proto)
        ends.append(end)
    return tuple(ends)


_NOT_GIVEN = object()


def create_connection(address, timeout=_NOT_GIVEN, source_address=None, *, all_errors=False):
    host, port = address
    errors = []
    for family, kind, proto, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        made = socket(family, kind, proto)
        try:
            if timeout is not _NOT_GIVEN:
                made.settimeout(timeout)
            if source_address:
                made.bind(source_address)
            made.connect(target)
            return made
        except OSError as exc:
            if not all_errors:
                errors.clear()
            errors.append(exc)
            made.close()
    try:
        if all_errors:
            raise ExceptionGroup("create_connection failed", errors)
        raise errors[0]
    finally:
        errors.clear()


def has_dualstack_ipv6():
    return True


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False,
                  dualstack_ipv6=False):
    made = socket(family, SOCK_STREAM)
    try:
        made.setsockopt(_SOL_SOCKET, _SO_REUSEADDR, 1)
        if family == AF_INET6:
            made.setsockopt(_IPPROTO_IPV6, _IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            made.bind(address)
        except OSError as exc:
            raise OSError(exc.errno, f"{exc.strerror} (while attempting to bind on address "
                          f"{address!r})") from None
        if backlog is None:
            made.listen()
        else:
            made.listen(backlog)
        return made
    except OSError:
        made.close()
        raise


def gethostbyname(hostname, /):
    return getaddrinfo(hostname, None, AF_INET, SOCK_STREAM)[0][4][0]


def gethostname():
    return "localhost"


def getfqdn(name=""):
    return name.strip() or gethostname()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = timeout


def htons(x, /):
    return (x & 0xFF) << 8 | x >> 8 & 0xFF


def htonl(x, /):
    return htons(x & 0xFFFF) << 16 | htons(x >> 16)


ntohs, ntohl = htons, htonl
