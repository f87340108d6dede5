"""Waits: what a blocked task of Trio waits for, from the functions of Trio's own that it stands in."""

from __future__ import annotations

import inspect
import math
import sys
from types import CodeType, CoroutineType, FrameType
from typing import Any

from trio._core import _run

from grove_events import frames_of
from grove_names import Sockets, Wait, wait_for_process, wait_for_thread

# The word for the innermost of these functions that a task is in.
_WAITS = {
    "_timeouts.sleep_until": "sleep",
    "_timeouts.sleep_forever": "forever",
    "_sync.Event.wait": "event",
    "_sync._LockImpl.acquire": "lock",
    "_sync.Semaphore.acquire": "semaphore",
    "_sync.CapacityLimiter.acquire_on_behalf_of": "limiter",
    "_sync.Condition.wait": "condition",
    "_channel.MemorySendChannel.send": "channel-send",
    "_channel.MemoryReceiveChannel.receive": "channel-receive",
    "_core._run.Nursery.start": "start",
    "_core._run.Nursery._nested_child_finished": "nursery",
    "_threads.to_thread_run_sync": "thread",
    "_subprocess.Process.wait": "process",
    "_core._parking_lot.ParkingLot.park": "parking-lot",
    "_core._run.Runner.wait_all_tasks_blocked": "idle",
    "_socket._SocketType.connect": "connect",
    "_socket._SocketType.accept": "accept",
    "_socket._SocketType.wait_writable": "send",
    "_socket._SocketType._nonblocking_helper": "socket",
    "_highlevel_socket.SocketStream.receive_some": "receive",
    "_highlevel_socket.SocketStream.send_all": "send",
    "_unix_pipes.FdStream.receive_some": "receive",
    "_unix_pipes.FdStream.send_all": "send",
}
# These block by means of others of the list.
_OUTERMOST = {"sleep", "condition", "start", "thread", "process", "lock", "semaphore", "limiter",
              "connect", "accept", "receive", "send"}
_OUTSIDE = {"connect", "accept", "receive", "send", "thread", "process"}


_FILES = ("_timeouts", "_sync", "_channel", "_core._run", "_threads", "_subprocess",
          "_core._parking_lot", "_socket", "_highlevel_socket", "_unix_pipes")


def _words_by_code() -> dict[int, str]:
    """By the address of the code of each of these functions: it is there as long as Trio is."""
    found: dict[int, str] = {}
    for name, word in _WAITS.items():
        file = next(each for each in _FILES if name.startswith(each + "."))
        place: Any = sys.modules.get("trio." + file)  # one may be of another system
        for part in name[len(file) + 1:].split("."):
            place = getattr(place, part, None)  # another Trio may lack it
        if place is not None:
            found[id(_code_of(place))] = word
    for name in ("wait_readable", "wait_writable"):
        found[id(_code_of(getattr(_run.TheIOManager, name)))] = name.removeprefix("wait_")
    return found


def _code_of(function: Any) -> CodeType:
    return inspect.unwrap(function).__code__


class Waits:
    def __init__(self) -> None:
        self._sockets = Sockets()
        self._words = _words_by_code()

    def of(self, task: _run.Task) -> Wait:
        word, place = "reschedule", None
        words, coroutine = self._words, task.coro
        while type(coroutine) is CoroutineType:  # nearly all are: frames_of() takes the others
            frame = coroutine.cr_frame
            found = frame and words.get(id(frame.f_code))
            if found:
                word, place = found, frame
                if found in _OUTERMOST:
                    return self._told(word, place, task)
            coroutine = coroutine.cr_await
            if word == "socket":
                break
        for frame in frames_of(coroutine):
            found = words.get(id(frame.f_code))
            if found is None or word in _OUTERMOST:
                continue
            if word == "socket":
                word = "receive" if found == "readable" else "send"
                break
            word, place = found, frame
        return self._told(word, place, task)

    def _told(self, word: str, frame: FrameType | None, task: _run.Task) -> Wait:
        if word == "sleep":
            # Of the scope inside sleep(). The frame is not asked: to look at its variables would
            # keep them.
            until = task._cancel_status._scope._deadline
            return Wait("forever") if until == math.inf else Wait("sleep", until=until)
        if word == "nursery":
            return Wait("nursery", nursery=task._child_nurseries[-1])
        if word in ("readable", "writable", "socket"):
            return Wait("io")
        if frame is None or word not in _OUTSIDE:
            return Wait(word)
        inside = frame.f_locals
        if word == "thread":
            return wait_for_thread(frame, inside.get("sync_fn"), inside.get("args", ()))
        owner = inside.get("self")
        if word == "process":
            return wait_for_process(owner, getattr(owner, "args", ""))
        owner = getattr(owner, "socket", owner)
        socket = getattr(owner, "_sock", None)
        if socket is None:  # a pipe
            return Wait(word)
        return self._sockets.wait(word, owner, socket, inside.get("address"))
