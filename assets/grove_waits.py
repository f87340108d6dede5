"""Waits: what a blocked task of Trio waits for, from the functions of Trio's own that it stands in."""

from __future__ import annotations

import functools
import math
from types import CodeType, FrameType

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


@functools.lru_cache(maxsize=4096)
def _word_for(code: CodeType, module: str) -> str | None:
    if module.startswith("trio._core._io_"):
        return "readable" if "read" in code.co_qualname else "writable"
    return _WAITS.get(f"{module.removeprefix('trio.')}.{code.co_qualname}")


class Waits:
    def __init__(self) -> None:
        self._sockets = Sockets()

    def of(self, task: _run.Task) -> Wait:
        word, place = "reschedule", None
        for frame in frames_of(task.coro):
            module = frame.f_globals.get("__name__", "")
            # All but a few frames are the program's own.
            found = _word_for(frame.f_code, module) if module.startswith("trio.") else None
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
