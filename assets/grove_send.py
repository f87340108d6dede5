"""Sends a record as it is made to a Grove window that listens (`grove-viewer --listen ADDRESS`).

    sender = Sender("unix:/run/user/1000/grove")     # or "tcp:127.0.0.1:7777"
    recorder = Recorder(sender, …)                   # a sink like any other
    …
    sender.close()

The program never waits for it: an event is put into a queue, and a thread of its own writes. What
the window does not take in time is lost, counted, and told in the record. A window that opens late,
or again, or has lost something, is sent a record that begins with what lives now: tasks, nurseries,
scopes, what each task waits for. Every so many events the record begins anew in the same way, so
that what has ended is forgotten, and neither side holds more than that.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections import deque
from typing import Any

from grove_living import Living, Numbering
from grove_outbox import Event

MOST_WAITING = 20_000  # events in the queue
MOST_IN_RECORD = 200_000  # events until what has ended is forgotten
_PAUSE, _AGAIN = 0.02, 0.5  # seconds until the queue is looked at, a window is called again
_STUCK = 5.0  # seconds after which a window that takes nothing is given up
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_socket, _sleep, _clock = socket.socket, time.sleep, time.monotonic  # before a pinned run has its own


def address_of(text: str) -> tuple[socket.AddressFamily, Any]:
    """What `unix:PATH` and `tcp:HOST:PORT` are for a socket. Raises ValueError."""
    kind, _, rest = text.partition(":")
    if kind == "unix" and rest:
        return socket.AF_UNIX, rest
    host, _, port = rest.rpartition(":")
    if kind == "tcp" and host and port.isdecimal() and 0 < int(port) < 65536:
        return socket.AF_INET, (host, int(port))
    raise ValueError(f"{text!r} is no address: write unix:PATH or tcp:127.0.0.1:PORT")


def is_address(text: str) -> bool:
    return text.startswith(("unix:", "tcp:"))


class Sender:
    """A sink for events. One record at a time; `lost` counts the events that did not get through."""

    most = 500  # that wait to be taken

    def __init__(self, address: str, waiting: int = MOST_WAITING,
                 in_record: int = MOST_IN_RECORD) -> None:
        self._family, self._place = address_of(address)
        self._most_waiting, self._most_in_record = waiting, in_record
        self._lock = threading.Lock()
        self._queue: deque[Event] = deque()
        self._living = Living()
        self._header: Event = {}
        self._anew = True  # nothing was sent yet that the queue goes on from
        self._untold = 0  # lost, and not told yet
        self.lost = 0
        self._connected = False  # a window has listened before
        self._closing = False
        self._process = os.getpid()
        self._thread = threading.Thread(target=self._work, name="grove sender", daemon=True)
        self._thread.start()

    def take(self, events: list[Event]) -> None:
        for event in events:
            self(event)

    def __call__(self, event: Event) -> None:
        with self._lock:
            if "grove_trace" in event:
                self._header, self._living, self._anew = event, Living(), True
                self._queue.clear()
                return
            self._living.take(event)
            if self._anew:  # told by what lives, once somebody listens
                self.lost += self._connected
                self._untold += self._connected
                return
            self._queue.append(event)
            if len(self._queue) > self._most_waiting:
                self._lose(len(self._queue))

    def close(self, seconds: float = 1.0) -> None:
        """Sends what is left, but not for longer than that."""
        self._closing = True
        if os.getpid() == self._process:
            self._thread.join(seconds)

    # ---- the thread

    def _lose(self, count: int) -> None:
        """The record cannot go on behind a gap: it begins anew."""
        self._queue.clear()
        self._anew = True
        self.lost += count
        self._untold += count

    def _work(self) -> None:
        deadline = None
        while not self._closing or deadline is None or _clock() < deadline:
            if self._closing and deadline is None:
                deadline = _clock() + _AGAIN * self._connected
            try:
                with _socket(self._family, socket.SOCK_STREAM) as line:
                    line.settimeout(_STUCK)
                    line.connect(self._place)
                    self._serve(line)
                    return
            except OSError:
                with self._lock:
                    if not self._anew:
                        self._lose(len(self._queue))
                _sleep(_PAUSE if self._closing else _AGAIN)

    def _serve(self, line: socket.socket) -> None:
        """Until all is sent and the program has ended. Raises OSError where the window is gone."""
        numbering, most = Numbering(), self._most_in_record
        while True:
            with self._lock:
                long = numbering.sent > most * (2 if self._queue else 1)
                anew = bool(self._header) and (self._anew or long)
                if anew:
                    header, events = self._header, self._living.events()
                    self._anew, self._connected = False, True
                    self._queue.clear()
                    told, self._untold = self._untold, 0
                else:
                    events = [self._queue.popleft() for _ in range(min(1000, len(self._queue)))]
            if anew:
                numbering = Numbering()
                lines = [header, *numbering.beginning(events, told)]
                # As much again may come, however much it is that lives.
                most = max(self._most_in_record, 2 * numbering.sent)
            else:
                lines = [sent for event in events if (sent := numbering.next(event)) is not None]
            if lines:
                text = "".join(_encoder.encode(each) + "\n" for each in lines)
                line.sendall(text.encode("utf-8", "replace"))  # half a pair of surrogates is no text
            elif self._closing:
                return
            else:
                _sleep(_PAUSE)
