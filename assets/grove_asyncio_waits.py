"""Waits: what a blocked task of asyncio waits for, from the functions of the library that it stands in."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import CoroutineType, FrameType
from typing import Any

from grove_events import frames_of
from grove_names import Sockets, Wait, wait_for_process, wait_for_thread

# The word for the outermost of these functions that a task is in.
_WAITS = {
    ("asyncio.tasks", "sleep"): "sleep",
    ("asyncio.locks", "Event.wait"): "event",
    ("asyncio.locks", "Lock.acquire"): "lock",
    ("asyncio.locks", "Semaphore.acquire"): "semaphore",
    ("asyncio.locks", "Condition.wait"): "condition",
    ("asyncio.locks", "Barrier.wait"): "barrier",
    ("asyncio.queues", "Queue.get"): "queue-get",
    ("asyncio.queues", "Queue.put"): "queue-put",
    ("asyncio.taskgroups", "TaskGroup.__aexit__"): "nursery",
    ("asyncio.streams", "StreamReader._wait_for_data"): "receive",
    ("asyncio.streams", "FlowControlMixin._drain_helper"): "send",
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_connect"): "connect",
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_accept"): "accept",
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_recv"): "receive",
    ("asyncio.selector_events", "BaseSelectorEventLoop.sock_sendall"): "send",
    ("asyncio.threads", "to_thread"): "thread",
    ("asyncio.base_events", "BaseEventLoop.getaddrinfo"): "thread",
    ("asyncio.subprocess", "Process.wait"): "process",
}


def _functions() -> Iterator[tuple[Any, str]]:
    for (module, name), word in _WAITS.items():
        place: Any = sys.modules.get(module)
        for part in name.split("."):
            place = getattr(place, part, None)  # another Python may lack it
        if place is not None:
            yield place, word


class Waits:
    def __init__(self) -> None:
        self.sockets = Sockets()
        # By the address of their code, which is there as long as asyncio is.
        self._words = {id(inspect.unwrap(function).__code__): word for function, word in _functions()}

    def of(self, task: Any) -> Wait | None:
        """None where the task stands in none of them. Of "sleep", `thing` is the timer."""
        words, coroutine = self._words, task.get_coro()
        while type(coroutine) is CoroutineType:  # nearly all are: frames_of() takes the others
            frame = coroutine.cr_frame
            word = frame and words.get(id(frame.f_code))
            if word:
                return self._told(word, frame)
            coroutine = coroutine.cr_await
        for frame in frames_of(coroutine):
            word = words.get(id(frame.f_code))
            if word is not None:
                return self._told(word, frame)
        return None

    def _told(self, word: str, frame: FrameType) -> Wait:
        inside = frame.f_locals
        if word == "sleep":
            timer = inside.get("h")
            return Wait("reschedule") if timer is None else Wait("sleep", thing=timer)
        owner = inside.get("self")
        if word == "nursery":
            return Wait("nursery", nursery=owner)
        if word == "thread":
            if "host" in inside:
                return wait_for_thread(frame, _getaddrinfo, (inside["host"],))
            return wait_for_thread(frame, inside.get("func"), inside.get("args", ()))
        if word == "process":
            process = getattr(getattr(owner, "_transport", None), "_proc", None)
            return wait_for_process(owner, getattr(process, "args", ""))
        return self._of_socket(word, inside, owner)

    def _of_socket(self, word: str, inside: dict[str, Any], owner: Any) -> Wait:
        if word not in ("connect", "accept", "receive", "send"):
            return Wait(word)
        thing = socket = inside.get("sock")
        if socket is None:  # of a stream
            thing = getattr(owner, "_transport", None)
            socket = thing and thing.get_extra_info("socket")
        if socket is None:  # a pipe
            return Wait(word)
        return self.sockets.wait(word, thing, socket, inside.get("address"))


def _getaddrinfo() -> None:
    """Stands for the resolver's, by its name."""


_getaddrinfo.__name__ = "getaddrinfo"
