"""The simulated network of a pinned run (grove_pin): what a scenario's `network` says, and the
machine itself, on which a program's own clients and servers meet.

It answers as Linux's TCP does, in simulated time. Python's module `socket` on it is
grove_sockets.py; a library that runs on that is as installed.
"""

from __future__ import annotations

import bisect
import errno
import ipaddress
import itertools
import math
import os
from collections import deque
from collections.abc import Callable
from typing import Any

WINDOW, PAIR_WINDOW = 2_621_440, 212_992  # bytes that are sent and not read yet, each way
GIVES_UP = 127.0  # seconds, of connecting to what does not answer
FIRST_NUMBER = 100
PORTS = range(49_152, 65_536)
OWN = {False: "198.51.100.1", True: "2001:db8:ffff::1"}
LOOPBACK = {False: "127.0.0.1", True: "::1"}

Address = tuple[str, int]


def to_grid(seconds: float) -> float:
    return round(seconds * 1e9) / 1e9


def is_v6(ip: str) -> bool:
    return ":" in ip


def is_loopback(ip: str) -> bool:
    return ipaddress.ip_address(ip).is_loopback


def is_any(ip: str) -> bool:
    return ip in ("0.0.0.0", "::")


def mapped(ip: str) -> str:
    return ip if is_v6(ip) else f"::ffff:{ip}"


def _split(text: str) -> tuple[str, int | None]:
    """"192.0.2.1:80", "[2001:db8::1]:80", or either without a port."""
    if text.startswith("["):
        ip, _, port = text[1:].partition("]")
        port = port.removeprefix(":")
    elif text.count(":") == 1:
        ip, _, port = text.partition(":")
    else:
        ip, port = text, ""
    return str(ipaddress.ip_address(ip)), int(port) if port else None


class Rule:
    """What the table says of an address."""

    def __init__(self, address: str, entry: dict[str, Any]) -> None:
        self.ip, self.port = _split(address)
        self.latency: float | None = entry.get("latency")
        self.bandwidth: int = entry.get("bandwidth", 0)
        self.window: int = entry.get("window", WINDOW)
        self.outcome: str = entry.get("outcome", "ok")
        self.script: list[dict[str, Any]] = entry.get("script", [])

    def delay(self) -> float:
        return self.latency or 0.0


class End:
    """Of a connection: `socket` is None for a peer outside."""

    def __init__(self) -> None:
        self.socket: Socket | None = None
        self.unread = b""
        self.outstanding = 0
        self.sent_end = self.got_end = self.no_reading = self.closed = self.dead = False
        self.unsent, self.ends = b"", False
        self.free_at = self.last_arrival = 0.0


class Connection:
    def __init__(self, source: Address, target: Address, rule: Rule | None) -> None:
        self.source, self.target, self.rule = source, target, rule
        self.established = self.over = False
        self.since = 0.0
        self.ends = (End(), End())
        self.held: list[tuple[str, int, Any]] = []
        self.act, self.waited, self.waits, self.heard = 0, False, False, b""

    def hangs(self) -> bool:
        return self.rule is not None and self.rule.outcome == "hang"

    def room(self, side: int) -> int:
        window = WINDOW if self.rule is None else self.rule.window
        if self.source == self.target:
            window = PAIR_WINDOW
        return max(0, window - self.ends[side].outstanding)

    def latency(self) -> float:
        return 0.0 if self.rule is None else self.rule.delay()


class Socket:
    """The system's side of one."""

    def __init__(self, v6: bool, fd: int) -> None:
        self.v6, self.fd, self.state = v6, fd, "fresh"
        self.local: Address = ("::" if v6 else "0.0.0.0", 0)
        self.remote: Address | None = None
        self.bound = self.reuses = self.v6_only = False
        self.connection: Connection | None = None
        self.side, self.error = 0, 0
        self.backlog, self.queue, self.knocking = 0, deque[Connection](), deque[Connection]()

    def end(self) -> End:
        assert self.connection is not None
        return self.connection.ends[self.side]


class Network:
    """`now` tells the simulated time in seconds. What cannot be done is an OSError."""

    def __init__(self, table: dict[str, Any], now: Callable[[], float]) -> None:
        self._now = now
        self.hosts: dict[str, list[str]] = table.get("hosts", {})
        self._rules = [Rule(*item) for item in table.get("addresses", {}).items()]
        self._in_flight: list[tuple[float, int, tuple[str, Connection, int, Any]]] = []
        self._order = itertools.count()
        self._ports = itertools.cycle(PORTS)
        self._bound: list[Socket] = []
        self.numbers: dict[int, Socket | None] = {}
        self._time = 0.0  # of what is happening

    # ---- time ----

    def next_time(self) -> float:
        return self._in_flight[0][0] if self._in_flight else math.inf

    def settle(self) -> None:
        now = self._now()
        while self.next_time() <= now:
            self._time, _, packet = self._in_flight.pop(0)
            self._arrive(*packet)
        self._time = now

    def _put(self, at: float, kind: str, to: Connection, side: int, what: Any = None) -> None:
        bisect.insort(self._in_flight, (at, next(self._order), (kind, to, side, what)),
                      key=lambda entry: entry[:2])

    def _transmit(self, kind: str, to: Connection, side: int, what: Any = None) -> None:
        now = self._time
        if to.hangs():
            if kind == "connect":
                patience = GIVES_UP if to.rule.latency is None else to.rule.latency
                self._put(to_grid(now + patience), "give up", to, 0)
            to.held.append((kind, side, what))
            return
        leaves, source = now, to.ends[1 - side]
        if to.rule is not None and to.rule.bandwidth and kind == "bytes":
            leaves = to_grid(max(source.free_at, now)
                             + to_grid(len(what) / to.rule.bandwidth))
            source.free_at = leaves
        arrives = to_grid(leaves + to.latency())
        if kind != "room":
            arrives = to.ends[side].last_arrival = max(arrives, to.ends[side].last_arrival)
        self._put(arrives, kind, to, side, what)

    # ---- arriving ----

    def _arrive(self, kind: str, to: Connection, side: int, what: Any) -> None:
        if kind == "connect":
            self._arrive_connect(to)
        elif kind == "give up":
            self._fail(to, errno.ETIMEDOUT)
        elif kind == "room":
            self._take_room(to, side, what)
        elif kind == "wake":
            to.waits, to.waited = False, True
            self._run_peer(to)
        elif to.ends[side].socket is None:
            self._peer_hears(to, kind, what)
        else:
            self._arrive_at(to, side, kind, what)

    def _arrive_connect(self, to: Connection) -> None:
        outcome = "ok" if to.rule is None else to.rule.outcome
        if to.over:
            return
        if outcome in ("refused", "unreachable"):
            return self._fail(to, errno.ECONNREFUSED if outcome == "refused"
                              else errno.EHOSTUNREACH)
        if not is_loopback(to.target[0]):
            return self._establish(to, None)
        listener = self._listener_at(to.target)
        if listener is None and to.rule is not None and to.rule.script:
            return self._establish(to, None)
        if listener is None:
            return self._fail(to, errno.ECONNREFUSED)
        if len(listener.queue) <= listener.backlog:
            return self._establish(to, listener)
        listener.knocking.append(to)
        self._put(to_grid(self._time + GIVES_UP), "give up", to, 0)

    def _fail(self, to: Connection, error: int) -> None:
        if to.established or to.over:
            return
        to.over = True
        failed = to.ends[0].socket
        failed.state, failed.connection, failed.error = "fresh", None, error

    def _establish(self, to: Connection, listener: Socket | None) -> None:
        if to.over:
            return
        to.established, to.since = True, self._time
        to.ends[0].socket.state = "connected"
        if listener is None:
            return self._run_peer(to)
        self._make_end(to, 1)
        listener.queue.append(to)

    def _make_end(self, of: Connection, side: int) -> Socket:
        made = Socket(is_v6(of.target[0]), -1)
        made.state, made.connection, made.side = "connected", of, side
        made.local, made.remote = (of.source, of.target)[::-1 if side else 1]
        of.ends[side].socket = made
        return made

    def _arrive_at(self, to: Connection, side: int, kind: str, what: Any) -> None:
        end = to.ends[side]
        if end.closed:
            if kind == "bytes":
                self._take_room(to, 1 - side, len(what))
                self._transmit("reset", to, 1 - side)
        elif end.dead:
            pass
        elif kind == "end":
            end.got_end = True
        elif kind == "reset":
            end.socket.error = errno.EPIPE if end.got_end else errno.ECONNRESET
            end.dead, end.outstanding = True, 0
        elif end.no_reading:
            self._give_room(to, side, len(what))
        else:
            end.unread += what

    # ---- a peer outside ----

    def _peer_hears(self, to: Connection, kind: str, what: Any) -> None:
        peer = to.ends[1]
        if kind == "reset":
            peer.dead = True
        if peer.dead:
            return
        if kind == "end":
            peer.got_end = True
        else:
            to.heard += what
            self._give_room(to, 1, len(what))
        self._run_peer(to)

    def _run_peer(self, to: Connection) -> None:
        peer = to.ends[1]
        if to.rule is None or to.waits or peer.dead:
            return
        while to.act < len(to.rule.script):
            line = to.rule.script[to.act]
            due = to.since + line["at"] if "at" in line else self._time + line.get("after", 0)
            if to_grid(due) > self._time and not to.waited:
                to.waits = True
                return self._put(to_grid(due), "wake", to, 1)
            to.waited = True
            if not self._do(to, line) or peer.dead:
                return
            to.waited = False
            to.act += 1
        to.heard = b""
        if to.rule.outcome == "reset":
            peer.dead = True
            end = to.ends[0]
            end.last_arrival = max(end.last_arrival, to_grid(self._time + 1e-9))
            self._transmit("reset", to, 0)
        elif peer.got_end:
            peer.ends = True
            self._pump(to)

    def _do(self, to: Connection, line: dict[str, Any]) -> bool:
        peer = to.ends[1]
        if "send" in line:
            peer.unsent += line["send"].encode()
        elif "receive" in line:
            found = to.heard.find(line["receive"].encode())
            if found < 0:
                return False
            to.heard = to.heard[found + len(line["receive"].encode()):]
        elif "end" in line:
            peer.ends = True
        elif "reset" in line:
            peer.dead = True
            self._transmit("reset", to, 0)
        elif "echo" in line:
            peer.unsent, to.heard = peer.unsent + to.heard, b""
        self._pump(to)
        return "echo" not in line or peer.got_end

    def _pump(self, to: Connection) -> None:
        peer = to.ends[1]
        if peer.dead:
            return
        count = min(to.room(1), len(peer.unsent))
        if count > 0:
            peer.outstanding += count
            sent, peer.unsent = peer.unsent[:count], peer.unsent[count:]
            self._transmit("bytes", to, 0, sent)
        if peer.ends and not peer.unsent and not peer.sent_end:
            peer.sent_end = True
            self._transmit("end", to, 0)

    # ---- what a system is asked ----

    def open(self, v6: bool) -> Socket:
        return self._numbered(Socket(v6, -1))

    def _numbered(self, socket: Socket) -> Socket:
        socket.fd = next(n for n in itertools.count(FIRST_NUMBER) if not self.numbers.get(n))
        self.numbers[socket.fd] = socket
        return socket

    def _conflicts(self, socket: Socket, local: Address, to_listen: bool) -> bool:
        def wide(other: Socket, ip: str) -> bool:
            return ip == "::" and not other.v6_only

        for other in self._bound:
            if other is socket or other.local[1] != local[1]:
                continue
            a, b = local[0], other.local[0]
            same = is_v6(a) == is_v6(b)
            if same and a != b and not is_any(a) and not is_any(b):
                continue
            if not same and not wide(socket, a) and not wide(other, b):
                continue
            if other.state == "listening" or not (to_listen or (socket.reuses and other.reuses)):
                return True
        return False

    def _free_port(self, socket: Socket, ip: str) -> int:
        return next(port for port in self._ports if not self._conflicts(socket, (ip, port), False))

    def bind(self, socket: Socket, ip: str, port: int) -> None:
        if socket.bound or socket.state != "fresh":
            raise _error(errno.EINVAL)
        if not is_any(ip) and not is_loopback(ip) and ip not in OWN.values():
            raise _error(errno.EADDRNOTAVAIL)
        if port == 0:
            port = self._free_port(socket, ip)
        elif self._conflicts(socket, (ip, port), False):
            raise _error(errno.EADDRINUSE)
        socket.local, socket.bound = (ip, port), True
        self._bound.append(socket)

    def listen(self, socket: Socket, backlog: int) -> None:
        if socket.state in ("connected", "connecting"):
            raise _error(errno.EINVAL)
        if not socket.bound:
            self.bind(socket, "::" if socket.v6 else "0.0.0.0", 0)
        if self._conflicts(socket, socket.local, True):
            raise _error(errno.EADDRINUSE)
        socket.backlog, socket.state = max(0, min(backlog, 4096)), "listening"

    def _listener_at(self, target: Address) -> Socket | None:
        listening = [s for s in self._bound
                     if s.state == "listening" and s.local[1] == target[1]]
        for socket in listening:
            if socket.local[0] == target[0]:
                return socket
        for socket in listening:
            if is_any(socket.local[0]) and (socket.v6 == is_v6(target[0])
                                            or (socket.v6 and not socket.v6_only)):
                return socket
        return None

    def _rule_for(self, target: Address) -> Rule | None:
        same = [rule for rule in self._rules if rule.ip == target[0]]
        for port in (target[1], None):
            for rule in same:
                if rule.port == port:
                    return rule
        if is_loopback(target[0]):
            return None
        if not same:
            raise _error(errno.ENETUNREACH)
        answering = [rule for rule in same if rule.outcome not in ("unreachable", "hang")]
        like = (answering or same[-1:])[0]
        closed = Rule(like.ip, {})
        closed.port, closed.latency, closed.window = target[1], like.latency, like.window
        closed.bandwidth = like.bandwidth
        closed.outcome = "refused" if answering else like.outcome
        self._rules.append(closed)
        return closed

    def connect(self, socket: Socket, ip: str, port: int) -> None:
        if socket.state == "connecting":
            raise _error(errno.EALREADY)
        if socket.state in ("connected", "listening"):
            raise _error(errno.EISCONN)
        if is_any(ip):
            ip = LOOPBACK[is_v6(ip)]
        rule = self._rule_for((ip, port))
        here = socket.local[0]
        if not socket.bound or is_any(here):
            here = (LOOPBACK if is_loopback(ip) else OWN)[is_v6(ip)]
        socket.local = here, socket.local[1] or self._free_port(socket, here)
        socket.remote, socket.state, socket.error, socket.side = (ip, port), "connecting", 0, 0
        socket.connection = Connection(socket.local, socket.remote, rule)
        socket.connection.ends[0].socket = socket
        self._transmit("connect", socket.connection, 1)
        raise _error(errno.EINPROGRESS)

    def accept(self, listener: Socket) -> Socket:
        if listener.state != "listening":
            raise _error(errno.EINVAL)
        if not listener.queue:
            raise _error(errno.EAGAIN)
        accepted = self._numbered(listener.queue.popleft().ends[1].socket)
        if listener.v6 and not accepted.v6:
            accepted.v6 = True
            accepted.local = mapped(accepted.local[0]), accepted.local[1]
            accepted.remote = mapped(accepted.remote[0]), accepted.remote[1]
        if listener.knocking:
            self._establish(listener.knocking.popleft(), listener)
        return accepted

    def pair(self) -> tuple[Socket, Socket]:
        of = Connection(("0.0.0.0", 0), ("0.0.0.0", 0), None)
        of.established = True
        one, other = self._make_end(of, 0), self._make_end(of, 1)
        return self._numbered(one), self._numbered(other)

    def send(self, socket: Socket, data: bytes) -> int:
        if socket.state == "connecting":
            raise _error(errno.EAGAIN)
        if socket.state != "connected":
            raise _error(self.take_error(socket) or errno.EPIPE)
        end = socket.end()
        if socket.error:
            raise _error(self.take_error(socket))
        if end.sent_end or end.dead:
            raise _error(errno.EPIPE)
        room = socket.connection.room(socket.side)
        if room <= 0 and data:
            raise _error(errno.EAGAIN)
        data = data[:room]
        if data:
            end.outstanding += len(data)
            self._transmit("bytes", socket.connection, 1 - socket.side, data)
        return len(data)

    def receive(self, socket: Socket, most: int, keeps: bool) -> bytes:
        if socket.state == "connecting":
            raise _error(errno.EAGAIN)
        if socket.state != "connected":
            raise _error(self.take_error(socket) or errno.ENOTCONN)
        end = socket.end()
        if end.unread:
            data = end.unread[:most]
            if not keeps:
                end.unread = end.unread[most:]
                self._give_room(socket.connection, socket.side, len(data))
            return data
        if end.got_end or end.no_reading:
            return b""
        if socket.error:
            raise _error(self.take_error(socket))
        if end.dead:
            return b""
        raise _error(errno.EAGAIN)

    def _give_room(self, to: Connection, side: int, count: int) -> None:
        if count == 0:
            return
        if to.latency() == 0 and not to.hangs():
            self._take_room(to, 1 - side, count)
        else:
            self._transmit("room", to, 1 - side, count)

    def _take_room(self, to: Connection, side: int, count: int) -> None:
        end = to.ends[side]
        end.outstanding = max(0, end.outstanding - count)
        if end.socket is None:
            self._pump(to)

    def shut_down(self, socket: Socket, reading: bool, writing: bool) -> None:
        if socket.state != "connected" or socket.end().dead:
            raise _error(errno.ENOTCONN)
        end = socket.end()
        end.no_reading |= reading
        if writing and not end.sent_end:
            end.sent_end = True
            self._transmit("end", socket.connection, 1 - socket.side)

    def close(self, socket: Socket) -> None:
        before, socket.state = socket.state, "closed"
        self.numbers[socket.fd] = None
        socket.fd = -1
        if socket.bound:
            self._bound.remove(socket)
        if before == "listening":
            for waiting in socket.queue:
                waiting.ends[1].closed = True
                self._transmit("reset", waiting, 0)
            for knocking in socket.knocking:
                self._fail(knocking, errno.ECONNREFUSED)
        elif before == "connecting":
            socket.connection.over = True
        elif before == "connected":
            self._close_end(socket)

    def _close_end(self, socket: Socket) -> None:
        end, other = socket.end(), 1 - socket.side
        end.closed = True
        if end.dead:
            return
        if end.unread:
            self._transmit("reset", socket.connection, other)
        elif not end.sent_end:
            end.sent_end = True
            self._transmit("end", socket.connection, other)

    def readable(self, socket: Socket) -> bool:
        if socket.state == "listening":
            return bool(socket.queue)
        if socket.state != "connected":
            return socket.state != "connecting"
        end = socket.end()
        return bool(end.unread or end.got_end or end.dead or end.no_reading or socket.error)

    def writable(self, socket: Socket) -> bool:
        if socket.state != "connected":
            return socket.state not in ("listening", "connecting")
        end = socket.end()
        return bool(socket.connection.room(socket.side) or end.dead or end.sent_end or socket.error)

    def take_error(self, socket: Socket) -> int:
        error, socket.error = socket.error, 0
        return error

    # ---- the outside changes ----

    def change(self, what: dict[str, Any]) -> None:
        """An input of a scenario: `"do": "network"`."""
        self.settle()
        meant = _split(what["address"]) if "address" in what else None
        every = {id(s.connection): s.connection for s in self.numbers.values() if s is not None
                 and s.connection is not None}
        every |= {id(packet[1]): packet[1] for _, _, packet in self._in_flight}
        for rule in self._rules:
            if meant is None and is_loopback(rule.ip):
                continue
            if meant is not None and (rule.ip != meant[0] or meant[1] not in (None, rule.port)):
                continue
            before, rule.outcome = rule.outcome, what.get("outcome", rule.outcome)
            rule.latency = what.get("latency", rule.latency)
            if rule.outcome == before:
                continue
            if rule.outcome == "hang":
                self._hold(rule)
            for to in every.values():
                if to.rule is not rule:
                    continue
                if before == "hang":
                    held, to.held = to.held, []
                    for packet in held:
                        self._transmit(packet[0], to, packet[1], packet[2])
                if rule.outcome == "reset" and to.established and not to.ends[0].closed:
                    self._transmit("reset", to, 0)

    def _hold(self, rule: Rule) -> None:
        flying, self._in_flight = self._in_flight, []
        for at, order, (kind, to, side, what) in flying:
            if to.rule is not rule or kind in ("wake", "give up"):
                bisect.insort(self._in_flight, (at, order, (kind, to, side, what)),
                              key=lambda entry: entry[:2])
                continue
            if kind == "connect":
                self._put(to_grid(at + GIVES_UP), "give up", to, 0)
            to.held.append((kind, side, what))


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))
