"""Names and addresses of the network."""

__all__ = ["AddressFamily", "SocketKind", "gaierror", "getaddrinfo", "inet_aton", "inet_ntoa",
           "inet_ntop", "inet_pton", "packed_ip"]

from _network import packed, resolve, unpacked
from enum import IntEnum


class AddressFamily(IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2
    SOCK_RAW = 3
    SOCK_CLOEXEC = 524288
    SOCK_NONBLOCK = 2048


AddressFamily.__module__ = SocketKind.__module__ = "socket"


class gaierror(OSError):
    """A name that leads nowhere."""


gaierror.__module__ = "socket"

_V4, _V6 = AddressFamily.AF_INET, AddressFamily.AF_INET6
_PASSIVE, _CANONICAL, _NUMERIC_HOST, _MAPPED, _NUMERIC_PORT = 1, 2, 4, 8, 1024
_ERRORS = {
    -2: "Name or service not known",
    -5: "No address associated with hostname",
    -6: "ai_family not supported",
    -7: "ai_socktype not supported",
    -8: "Servname not supported for ai_socktype",
    -9: "Address family for hostname not supported",
}
_SERVICES = {
    "echo": 7, "discard": 9, "daytime": 13, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25,
    "time": 37, "domain": 53, "gopher": 70, "finger": 79, "http": 80, "pop3": 110, "ntp": 123,
    "imap2": 143, "irc": 194, "https": 443, "submission": 587, "imaps": 993, "pop3s": 995,
    "postgresql": 5432, "http-alt": 8080,
}
_LOCAL = {"localhost": ("::1", "127.0.0.1"), "ip6-localhost": ("::1",),
          "ip6-loopback": ("::1",)}
_KINDS = ((SocketKind.SOCK_STREAM, 6), (SocketKind.SOCK_DGRAM, 17), (SocketKind.SOCK_RAW, 0))


def _fail(number):
    raise gaierror(number, _ERRORS[number])


# The bytes of an address, or None. A zone behind it, as in fe80::1%eth0, there is not.
def packed_ip(text):
    return packed(text) if type(text) is str else None


def inet_pton(address_family, ip_string, /):
    if address_family not in (_V4, _V6):
        raise OSError(97, "Address family not supported by protocol")
    if not isinstance(ip_string, str):
        raise TypeError(f"inet_pton() argument 2 must be str, not {type(ip_string).__name__}")
    found = packed(str(ip_string))
    if found is None or len(found) != (4 if address_family == _V4 else 16):
        raise OSError("illegal IP address string passed to inet_pton")
    return found


def inet_ntop(address_family, packed_ip, /):
    if address_family not in (_V4, _V6):
        raise ValueError(f"unknown address family {int(address_family)}")
    if len(packed_ip) != (4 if address_family == _V4 else 16):
        raise ValueError("invalid length of packed IP address string")
    return unpacked(bytes(packed_ip))


def inet_aton(ip_addr, /):
    found = packed(ip_addr)
    if found is None or len(found) != 4:
        raise OSError("illegal IP address string passed to inet_aton")
    return found


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length")
    return unpacked(bytes(packed_ip))


def _port_of(port, flags):
    if port is None:
        return 0
    if isinstance(port, bytes):
        port = port.decode("ascii")
    if isinstance(port, int):
        return int(port) & 0xFFFF
    if not isinstance(port, str):
        raise OSError("Int or String expected")
    if port.isdecimal():
        return int(port) & 0xFFFF
    if flags & _NUMERIC_PORT:
        _fail(-2)
    return _SERVICES[port] if port in _SERVICES else _fail(-8)


# Texts of addresses, in the order in which they are to be tried.
def _ips_of(host, family, flags):
    if host is None:
        if flags & _PASSIVE:
            return "0.0.0.0", "::"
        return "::1", "127.0.0.1"
    found = packed(host)
    if found is not None:
        if len(found) == 4 and family == _V6:
            return (unpacked(bytes(10) + b"\xff\xff" + found),) if flags & _MAPPED else _fail(-9)
        if len(found) == 16 and family == _V4:
            _fail(-9)
        return (unpacked(found),)
    if flags & _NUMERIC_HOST or not host:
        _fail(-2)
    name = host.lower().removesuffix(".")
    known = resolve(name)
    if known is None:
        known = resolve(host)
    if known is None:
        known = _LOCAL[name] if name in _LOCAL else _fail(-2)
    return known


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode("ascii")
    elif host is not None and not isinstance(host, str):
        raise TypeError("getaddrinfo() argument 1 must be string or None")
    if host is None and port is None:
        _fail(-2)
    if family not in (0, _V4, _V6):
        _fail(-6)
    kinds = [(kind, number) for kind, number in _KINDS
             if type in (0, kind) and (proto in (0, number) or kind == 3)]
    if type or proto:
        del kinds[1:]
    if not kinds:
        _fail(-7 if type not in (0, 1, 2, 3) else -8)
    port = _port_of(port, flags)
    results = []
    for ip in _ips_of(host, family, flags):
        is_v6 = ":" in ip
        if family == (_V4 if is_v6 else _V6):
            continue
        address = (ip, port, 0, 0) if is_v6 else (ip, port)
        for kind, number in kinds:
            name = host if flags & _CANONICAL and host and not results else ""
            results.append((_V6 if is_v6 else _V4, kind, number or proto, name, address))
    return results or _fail(-5 if packed_ip(host) is None else -9)
