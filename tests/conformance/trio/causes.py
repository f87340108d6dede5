"""Whether each event of a record has the very cause that the record format names for its kind, and
is led back by causes to the start of the run.

Of the network a record does not tell when one side has read, and what the script of a peer outside
waits for: of who waits for room to send, and of the clock that goes on to either, it is only seen that
the cause can have been what led to it.

`wrong(events)` says what is wrong with the first event that has another cause, or gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Event = dict[str, Any]

# An object that is changed in a step wakes its waiters in it.
_OBJECT_WAITS = {"event", "lock", "semaphore", "limiter", "condition", "channel-send",
                 "channel-receive", "parking-lot"}
# What a task waits for outside.
_NETWORK_WAITS = {"connect", "accept", "receive", "send"}
_SOCKETS = ("socket", "listener at ", "connection to ", "connection from ")
# What the network does to a socket, not the program.
_DONE_TO_SOCKETS = {"connected", "refused", "unreachable", "timed out", "end", "reset"}
# What ends as the program ends: not by a limit, and not stuck.
_OWN_ENDS = {"ok", "error", "interrupted", "cancelled"}


def wrong(events: Iterable[Event]) -> str | None:
    told = _Told()
    for event in events:
        if "kind" not in event:
            continue  # the header
        problem = told.problem(event)
        if problem is not None:
            return f"  event {event['i']} {event['kind']}: {problem}"
        told.note(event)
    return None


class _Told:
    """What the record has told so far, as far as causes depend on it. Things by their numbers."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.step: Event | None = None  # that is under way
        self.main_exit: Event | None = None
        self.interrupt: Event | None = None  # the last control-C
        self.input: Event | None = None  # the last one, while nothing has happened but by it
        self.main: int | None = None
        self.spawned: dict[int, Event] = {}
        self.scheduled: dict[int, Event] = {}
        self.blocked: dict[int, Event] = {}  # of those that have not been made runnable since
        self.exited: dict[int, Event] = {}
        self.requested: dict[int, Event] = {}
        self.asked: set[int] = set()  # tasks whose request holds for sure
        self.nursery_of: dict[int, int | None] = {}
        self.owner: dict[int, int] = {}  # of a nursery
        self.last_exit: dict[int, Event] = {}  # of a nursery's children
        self.opener: dict[int, int] = {}
        self.shield: dict[int, bool] = {}
        # What set it, by scope; of open ones. Of a scope_changed that changes nothing there is no
        # telling whether the deadline or the shield was set again.
        self.deadline: dict[int, list[Event]] = {}
        self.cancelled: dict[int, Event] = {}
        self.raised: dict[int, Event] = {}
        self.threads: dict[int, Event] = {}  # by their objects, what last became of them
        self.ends: dict[int, tuple[str | None, str | None]] = {}  # of a socket: its own, the other
        self.sockets: dict[int, Event] = {}  # what last became of them
        self.come: dict[int, Event] = {}  # what last arrived at a socket: bytes, an end, a reset
        self.knocks: dict[str, Event] = {}  # what last wanted to connect to one
        self.under_way: dict[int, Event] = {}  # packets, by the number of their packet_sent

    # --- the rules

    def problem(self, event: Event) -> str | None:
        if event["kind"] == "exception_raised" and event["task"] is None:
            self.step = None  # Trio's loop may have crashed in the midst of it
        number = event["cause"]
        if event["kind"] in ("run_started", "input_applied"):
            return None if number is None else "has a cause"
        if number is None:
            return "has no cause"
        # Each cause comes before what it causes, and so every chain comes to its start.
        if not 0 <= number < len(self.events):
            return f"its cause {number} does not come before it"
        cause = self.events[number]
        rule: Callable[[Event, Event], bool] = getattr(self, "_" + event["kind"], self._in_step)
        return None if rule(event, cause) else f"is caused by {cause}"

    def _in_step(self, event: Event, cause: Event) -> bool:
        """The step under way. There is none where Trio's own tasks, module-level code, or an abort
        function that the loop calls is at work."""
        if self._is_of_thread(cause) or self._by_input(cause):  # a signal's handler
            return True
        if self.step is not None:
            return cause is self.step
        if cause["kind"] == "cancel_requested":
            return cause["aborted"] and cause is self.requested[cause["task"]]
        return cause is self.main_exit or cause is self.events[0]

    def _is_of_thread(self, cause: Event) -> bool:
        """What last became of a thread, whose code runs whoever else is at work."""
        return cause["kind"] == "object_changed" and cause["type"] in ("thread", "process") and \
            cause is self.threads[cause["object"]]

    def _object_created(self, event: Event, cause: Event) -> bool:
        if not event["type"].startswith("connection from "):
            return self._in_step(event, cause)
        # The server's end of one that has come, or that was let in as another was accepted.
        knock = self.knocks.get(event["state"]["address"])
        return cause is knock and cause["from"] == event["state"]["peer"] or \
            self._in_step(event, cause)

    def _object_changed(self, event: Event, cause: Event) -> bool:
        op, last = event["op"], self.events[-1]
        if not event["type"].startswith(_SOCKETS) or op not in _DONE_TO_SOCKETS:
            return self._in_step(event, cause)
        own, other = self.ends.get(event["object"], (None, None))
        if op == "timed out":  # there was no answer to it
            return cause["kind"] == "packet_sent" and cause["what"] == "connect" and \
                (cause["from"], cause["to"]) == (own, other) and cause["i"] in self.under_way
        if op in ("end", "reset"):
            return cause is last and cause["kind"] == "packet_arrived" and cause["what"] == op \
                and cause["socket"] == event["object"]
        if cause["kind"] == "packet_arrived":  # refused, unreachable, connected
            return cause is last and cause["what"] == "connect" and cause["from"] == own and \
                other in (cause["to"], None)  # port 0 is none
        # There is room in the queue of the listener, or it was closed.
        return self._in_step(event, cause)

    def _packet_sent(self, event: Event, cause: Event) -> bool:
        if self._in_step(event, cause) or self._by_input(cause):
            return True
        # A peer outside answers, goes on with its script, or has room again.
        pair = {event["from"], event["to"]}
        if cause["kind"] == "packet_arrived":
            return {cause["from"], cause["to"]} == pair
        if cause["kind"] == "object_changed":
            return cause["op"] == "connected" and set(self.ends[cause["object"]]) == pair
        return cause["kind"] == "before_task_step" and cause["t"] < event["t"]

    def _packet_arrived(self, event: Event, cause: Event) -> bool:
        return cause["i"] in self.under_way and cause.get("arrives") == event["t"] and \
            _same_packet(event, cause)

    def _packet_held(self, event: Event, cause: Event) -> bool:
        return cause["i"] in self.under_way and self.input is not None and \
            cause["arrives"] > event["t"] and _same_packet(event, cause)

    def _by_input(self, cause: Event) -> bool:
        return self.input is not None and cause is self.input

    def _clock_jumped(self, event: Event, cause: Event) -> bool:
        if self._is_of_thread(cause) or cause.get("type") == "file" and self._is_last_change(cause):
            return True
        if self.step is not None:
            return cause is self.step  # time.sleep()
        if cause["kind"] == "packet_sent":  # it arrives, or nothing will come of it
            waits = cause["what"] == "connect" and cause["i"] in self.under_way
            return cause.get("arrives") == event["t"] or waits
        if cause["kind"] in ("packet_arrived", "before_task_step") or \
                cause["kind"] == "object_changed" and cause["op"] == "connected":
            # On to the news that something was read, or to what a script does then.
            return cause["t"] < event["t"]
        # Of equal ones, that which was set first.
        blocks = ([block] for block in self.blocked.values())
        due = [setters for setters in (*self.deadline.values(), *blocks)
               if _deadline(setters[0]) == event["t"]]
        if not due:
            return self._in_step(event, cause)  # on to what comes from outside
        return cause in min(due, key=lambda setters: setters[0]["i"])

    def _task_spawned(self, event: Event, cause: Event) -> bool:
        return self._in_step(event, cause)

    def _task_scheduled(self, event: Event, cause: Event) -> bool:
        task = event["task"]
        last = self.events[-1]
        if last["kind"] == "cancel_requested" and last["task"] == task and last["aborted"]:
            return cause is last
        block = self.blocked.get(task)
        if task not in self.scheduled:
            return cause is self.spawned[task]
        if cause["kind"] == "cancel_requested":
            return cause is self.requested.get(task)
        if cause["kind"] == "input_applied":
            return self._by_input(cause) or cause is self.interrupt
        if block is None:
            return self.step is not None and self.step["task"] == task and cause is self.step
        if cause is block:
            due = block.get("until")
            return task not in self.asked or (due is not None and due <= event["t"])
        if block["on"] in ("nursery", "start"):
            exit_ = self.last_exit.get(block["nursery"])
            # The program may also reschedule it by hand.
            if exit_ is None or self.step is None or exit_["i"] < self.step["i"]:
                return cause is exit_ or self._in_step(event, cause)
            return cause is exit_
        if block["on"] == "thread":
            return self._is_of_thread(cause)
        if block["on"] in _NETWORK_WAITS:
            return self._of_wait(event, cause, block)
        if cause["kind"] == "object_changed":
            return block["on"] in _OBJECT_WAITS and self._is_last_change(cause)
        # An owner of a lock ends without releasing it, or the program reschedules by hand.
        return self._in_step(event, cause) and not self._is_served(block)

    def _of_wait(self, event: Event, cause: Event, block: Event) -> bool:
        """Whether a wait for the network is over because of that."""
        number = block["object"]
        own, other = self.ends.get(number, (None, None))
        if self.step is not None:  # another task closes it, or reschedules by hand
            return cause is self.step
        if block["on"] == "accept":
            # Or room was made for it by who accepts.
            return self._has_knocked_last(cause, own) or cause["kind"] == "before_task_step"
        if block["on"] == "connect":
            return cause is self.sockets.get(number) and cause["op"] in _DONE_TO_SOCKETS
        changed = self.sockets.get(number, {}).get("op")
        if changed in ("end", "reset"):
            return cause is self.sockets[number]
        if cause is self.events[0]:  # it could be read or written from the start
            return number not in self.sockets and number not in self.come
        if block["on"] == "receive":
            return cause is self.come.get(number)
        if cause["kind"] == "packet_arrived":  # a peer outside reads at once
            return (cause["from"], cause["to"]) == (own, other)
        return cause["kind"] == "before_task_step"

    def _has_knocked_last(self, cause: Event, listener: str | None) -> bool:
        """At that address, or at any of the machine's where it listens at all."""
        ip, _, port = (listener or "").rpartition(":")
        heard = [knock for to, knock in self.knocks.items() if to == listener or (
            ip in ("0.0.0.0", "[::]") and to.rpartition(":")[2] == port)]
        return bool(heard) and cause is max(heard, key=lambda knock: knock["i"])

    def _is_served(self, block: Event) -> bool:
        """What it waits for was changed in the step under way."""
        if self.step is None or block["on"] not in _OBJECT_WAITS:
            return False
        changes = (event for event in self.events[self.step["i"]:]
                   if event["kind"] == "object_changed")
        return any(change["object"] == block.get("object") or
                   (block["on"] == "condition" and change["type"] == "Lock") for change in changes)

    def _is_last_change(self, cause: Event) -> bool:
        """Nothing but other waiters was told of since."""
        since = self.events[cause["i"] + 1:]
        return all(event["kind"] == "task_scheduled" for event in since)

    def _after_last_child(self, event: Event, cause: Event, nursery: int) -> bool:
        exit_ = self.last_exit.get(nursery)
        return self._in_step(event, cause) if exit_ is None else cause is exit_

    def _before_task_step(self, event: Event, cause: Event) -> bool:
        return cause is self.scheduled.get(event["task"])

    def _nursery_closed(self, event: Event, cause: Event) -> bool:
        return self._after_last_child(event, cause, event["nursery"])

    def _scope_changed(self, event: Event, cause: Event) -> bool:
        return self._by_input(cause) or (self.input is None and self._in_step(event, cause))

    def _scope_cancelled(self, event: Event, cause: Event) -> bool:
        reason, task = event["reason"], event["task"]
        if reason == "deadline":
            return cause in self.deadline.get(event["scope"], ())
        if reason == "KeyboardInterrupt":
            return cause is self.interrupt
        if reason == "outside":
            return self._by_input(cause)
        if reason != "nursery" or self._in_step(event, cause) and task not in self.exited:
            return self._in_step(event, cause)
        if cause["kind"] == "exception_raised":
            return cause["task"] == task and cause is self.raised.get(cause["exception"])
        return cause is self.exited.get(task)

    def _cancel_requested(self, event: Event, cause: Event) -> bool:
        task, scope = event["task"], event["scope"]
        spawned, cancelled = self.spawned[task], self.cancelled.get(scope)
        if cancelled is None:
            return False
        if cancelled["i"] < spawned["i"] and task not in self.scheduled:
            return cause is spawned
        if cause["kind"] == "scope_changed":
            return not cause["shield"] and cause["i"] > cancelled["i"]
        if cause["kind"] == "task_moved":
            return True
        return cause is cancelled

    def _cancel_delivered(self, event: Event, cause: Event) -> bool:
        return cause is self.requested.get(event["task"]) and cause["scope"] == event["scope"]

    def _exception_caught(self, event: Event, cause: Event) -> bool:
        raised = self.raised.get(event["exception"])
        return self._in_step(event, cause) if raised is None else cause is raised

    def _exception_propagated(self, event: Event, cause: Event) -> bool:
        to = event["to"]
        if to != "run" and self.owner.get(to.get("nursery")) == event["from"]:
            raised = self.raised.get(event["exception"])
            return self._in_step(event, cause) if raised is None else cause is raised
        return cause is self.exited.get(event["from"])

    def _limit_reached(self, _: Event, cause: Event) -> bool:
        return cause is self.events[-1]

    def _run_finished(self, event: Event, cause: Event) -> bool:
        if event["outcome"] not in _OWN_ENDS:
            return cause is self.events[-1]
        return cause is (self.main_exit or self.events[0])

    # --- what it is told

    def note(self, event: Event) -> None:
        self.events.append(event)
        note: Callable[[Event], None] | None = getattr(self, "_note_" + event["kind"], None)
        if note is not None:
            note(event)

    def _note_input_applied(self, event: Event) -> None:
        self.input = event
        if event["input"]["do"] == "interrupt":
            self.interrupt = event

    def _note_object_changed(self, event: Event) -> None:
        if event["type"] in ("thread", "process"):
            self.threads[event["object"]] = event
        if event["type"].startswith(_SOCKETS):
            self.sockets[event["object"]] = event
            self._note_object_created(event)

    def _note_object_created(self, event: Event) -> None:
        state = event.get("state") or {}
        if event["type"].startswith(_SOCKETS) and "address" in state:
            self.ends[event["object"]] = state["address"], state.get("peer")

    def _note_packet_sent(self, event: Event) -> None:
        self.under_way[event["i"]] = event

    def _note_packet_arrived(self, event: Event) -> None:
        del self.under_way[event["cause"]]
        if event["what"] == "connect":
            self.knocks[event["to"]] = event
        elif self.ends.get(event["socket"], (event["to"],))[0] == event["to"]:
            self.come[event["socket"]] = event  # not at the peer outside

    def _note_clock_jumped(self, _: Event) -> None:
        self.input = None

    def _note_before_task_step(self, event: Event) -> None:
        self.step, self.input = event, None
        self.blocked.pop(event["task"], None)

    def _note_after_task_step(self, _: Event) -> None:
        self.step = None

    def _note_task_spawned(self, event: Event) -> None:
        # Tasks of Trio's own system nursery have no parent either.
        if event["parent"] is None and event["cause"] == 0 and self.main is None:
            self.main = event["task"]
        self.spawned[event["task"]] = event
        self.nursery_of[event["task"]] = event["nursery"]

    def _note_task_scheduled(self, event: Event) -> None:
        self.scheduled[event["task"]] = event
        self.blocked.pop(event["task"], None)

    def _note_task_blocked(self, event: Event) -> None:
        self.blocked[event["task"]] = event

    def _note_task_moved(self, event: Event) -> None:
        self.nursery_of[event["task"]] = event["nursery"]

    def _note_task_exited(self, event: Event) -> None:
        task = event["task"]
        self.exited[task] = event
        nursery = self.nursery_of[task]
        if nursery is not None:
            self.last_exit[nursery] = event
        if task == self.main:
            self.main_exit, self.main = event, None

    def _note_nursery_opened(self, event: Event) -> None:
        self.owner[event["nursery"]] = event["task"]

    def _note_scope_opened(self, event: Event) -> None:
        self.opener[event["scope"]] = event["task"]
        self.shield[event["scope"]] = event["shield"]
        if event["shield"]:
            self.asked.discard(event["task"])
        self.deadline[event["scope"]] = [event]

    def _note_scope_changed(self, event: Event) -> None:
        scope = event["scope"]
        setters = self.deadline.get(scope)
        if setters is not None and self.shield[scope] == event["shield"]:
            same = setters[0]["deadline"] == event["deadline"]
            self.deadline[scope] = [*setters, event] if same else [event]
        self.shield[scope] = event["shield"]
        if event["shield"]:
            self.asked.clear()

    def _note_scope_cancelled(self, event: Event) -> None:
        self.cancelled.setdefault(event["scope"], event)
        self.deadline.pop(event["scope"], None)

    def _note_scope_closed(self, event: Event) -> None:
        self.deadline.pop(event["scope"], None)
        self.asked.discard(self.opener[event["scope"]])

    def _note_cancel_requested(self, event: Event) -> None:
        self.requested[event["task"]] = event
        self.asked.add(event["task"])

    def _note_exception_raised(self, event: Event) -> None:
        self.raised[event["exception"]] = event


def _same_packet(event: Event, sent: Event) -> bool:
    return all(event.get(field) == sent.get(field) for field in ("what", "bytes", "from", "to"))


def _deadline(setter: Event) -> int | None:
    return setter.get("until" if setter["kind"] == "task_blocked" else "deadline")
