"""Grows random programs that use Trio, valid whatever they do: trees of tasks, scopes with
deadlines and shields, cancellation across tasks, errors in bodies, children, `finally` and
handlers, events, locks, semaphores, limiters, conditions, channels, `start`, low-level waits.

A program is a tree of Nodes, so that shrink.py can take parts away; render.py writes it as Python.
All times are on a coarse grid, so that things fall due at the same instant.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

EVENTS, LOCKS, CHANNELS, LOTS = 3, 2, 2, 2
DELAYS = (0, 0, 0.5, 0.5, 0.5, 1, 1, 1, 1.5, 2, 3)
ERRORS = ("ValueError", "KeyError", "OSError", "ZeroDivisionError", "Failure", "Exit")
MAX_DEPTH = 6


@dataclass
class Node:
    """A statement. `words` are what render.py puts into its text; `blocks` its inner blocks."""

    kind: str
    words: tuple[object, ...] = ()
    blocks: list[list[Node]] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for block in self.blocks:
            for node in block:
                yield from node.walk()


@dataclass
class Place:
    """Where a statement is to stand: what it may be. `budget` is shared by the whole program."""

    depth: int = 0
    in_task: bool = True
    in_loop: bool = False
    can_start: bool = False  # a task that was given task_status


class Grower:
    """One program. `size`: about how many statements it has."""

    def __init__(self, seed: int, size: int) -> None:
        self._rng = random.Random(seed)
        self._left = size
        self._numbers = itertools.count()
        self._scopes: list[str] = []
        self._nurseries: list[str] = []

    def program(self) -> list[Node]:
        body = self._block(Place())
        while self._left > 0:
            body += self._block(Place())
        # However it hangs, it ends.
        return [Node("scope", ("move_on_after(20)", self._new("s")), [body])]

    def _new(self, letter: str) -> str:
        return f"{letter}{next(self._numbers)}"

    def _block(self, place: Place, most: int = 4) -> list[Node]:
        return [self._statement(place) for _ in range(self._rng.randint(1, most))]

    def _inside(self, place: Place, **changes: object) -> Place:
        return Place(**{**vars(place), "depth": place.depth + 1, **changes})

    def _statement(self, place: Place) -> Node:
        self._left -= 1
        table = LEAVES if self._left <= 0 or place.depth >= MAX_DEPTH else LEAVES + COMPOUNDS
        while True:
            make, _ = self._rng.choices(table, [weight for _, weight in table])[0]
            node = make(self, place)
            if node is not None:
                return node

    # ---- leaves ----

    def _delay(self) -> float:
        return self._rng.choice(DELAYS)

    def sleep(self, place: Place) -> Node:
        return Node("await", (f"trio.sleep({self._delay()})", self._new("x")))

    def checkpoint(self, place: Place) -> Node:
        which = self._rng.choice(("trio.lowlevel.checkpoint()", "trio.lowlevel.checkpoint()",
                                  "trio.lowlevel.checkpoint_if_cancelled()",
                                  "trio.lowlevel.cancel_shielded_checkpoint()",
                                  f"trio.sleep_until({self._delay()})"))
        return Node("await", (which, self._new("x")))

    def fail(self, place: Place) -> Node:
        error = self._rng.choice(ERRORS)
        how = self._rng.choice(("", "", "", " from None", " from OSError('cause')"))
        return Node("plain", (f"raise {error}('{self._new('e')}'){how}",))

    def leave(self, place: Place) -> Node | None:
        how = ["return"] + (["break", "continue"] if place.in_loop else [])
        return Node("plain", (self._rng.choice(how),))

    def cancel(self, place: Place) -> Node | None:
        if not self._scopes:
            return None
        reason = self._rng.choice(("", "", ", 'enough'"))
        return Node("plain", (f"cancel('{self._rng.choice(self._scopes)}'{reason})",))

    def change_scope(self, place: Place) -> Node | None:
        if not self._scopes:
            return None
        scope = self._rng.choice(self._scopes)
        change = self._rng.choice((
            f"shield('{scope}', True)", f"shield('{scope}', False)",
            f"flip('{scope}')", f"postpone('{scope}', {self._delay()})",
            f"at('{scope}', {self._delay()})", f"look('{scope}')"))
        return Node("plain", (change,))

    def hog(self, place: Place) -> Node:
        return Node("plain", (f"time.sleep({self._delay()})",))

    def spawn_elsewhere(self, place: Place) -> Node | None:
        if not self._nurseries:
            return None
        nursery = self._rng.choice(self._nurseries)
        child = self._block(self._inside(place, in_loop=False, can_start=False), 3)
        return Node("elsewhere", (nursery, self._new("t")), [child])

    def start_elsewhere(self, place: Place) -> Node | None:
        if not self._nurseries:
            return None
        child = self._block(self._inside(place, in_loop=False, can_start=True), 3)
        child.insert(self._rng.randint(0, len(child)), Node("started", (self._new("v"),)))
        nursery = self._rng.choice(self._nurseries)
        return Node("start_elsewhere", (nursery, self._new("t")), [child])

    def system_task(self, place: Place) -> Node:
        child = self._block(self._inside(place, in_loop=False, can_start=False), 3)
        return Node("system", ("", self._new("t")), [child])

    def soon(self, place: Place) -> Node:
        what = [f"note, '{self._new('n')}'", "note, 'again', idempotent=True", "see_statistics",
                "wake_low, 'a', True", "EVENTS[0].set", "fail, 'soon'"]
        if self._scopes:
            what += [f"cancel, '{self._rng.choice(self._scopes)}'"] * 3
        return Node("plain", (f"soon({self._rng.choice(what)})",))

    def started(self, place: Place) -> Node | None:
        return Node("started", (self._new("v"),)) if place.can_start else None

    def see(self, place: Place) -> Node:
        return Node("plain", (self._rng.choice((
            f"note('{self._new('n')}')", "note(trio.current_effective_deadline())",
            "see_statistics()", "see_task()")),))

    def event(self, place: Place) -> Node:
        event = f"EVENTS[{self._rng.randrange(EVENTS)}]"
        if self._rng.random() < 0.5:
            return Node("await", (f"{event}.wait()", self._new("x")))
        return Node("plain", (f"{event}.set()",))

    def lock(self, place: Place) -> Node:
        lock = f"LOCKS[{self._rng.randrange(LOCKS)}]"
        return self._rng.choice((
            Node("await", (f"{lock}.acquire()", self._new("x"))),
            Node("guarded", (f"{lock}.release()",)), Node("guarded", (f"{lock}.acquire_nowait()",))))

    def semaphore(self, place: Place) -> Node:
        return self._rng.choice((
            Node("await", ("SEMAPHORE.acquire()", self._new("x"))),
            Node("guarded", ("SEMAPHORE.release()",)),
            Node("guarded", ("SEMAPHORE.acquire_nowait()",))))

    def limiter(self, place: Place) -> Node:
        return self._rng.choice((
            Node("awaited", ("LIMITER.acquire()", self._new("x"))),
            Node("awaited", ("LIMITER.acquire_on_behalf_of('somebody')", self._new("x"))),
            Node("guarded", ("LIMITER.release()",)),
            Node("guarded", ("LIMITER.release_on_behalf_of('somebody')",)),
            Node("guarded", ("LIMITER.acquire_nowait()",)),
            Node("plain", (f"LIMITER.total_tokens = {self._rng.randint(0, 3)}",))))

    def condition(self, place: Place) -> Node:
        return self._rng.choice((
            Node("awaited", ("CONDITION.wait()", self._new("x"))),
            Node("awaited", ("CONDITION.acquire()", self._new("x"))),
            Node("guarded", ("CONDITION.release()",)),
            Node("guarded", (f"CONDITION.notify({self._rng.randint(1, 2)})",)),
            Node("guarded", ("CONDITION.notify_all()",))))

    def channel(self, place: Place) -> Node:
        which, item = self._rng.randrange(CHANNELS), self._new("i")
        sender = f"SENDERS[{which}]" if self._rng.random() < 0.7 else f"SENDERS[{which}].clone()"
        receiver = f"RECEIVERS[{which}]"
        return self._rng.choice((
            Node("awaited", (f"{sender}.send('{item}')", self._new("x"))),
            Node("awaited", (f"{receiver}.receive()", self._new("x"))),
            Node("awaited", (f"{sender}.send('{item}')", self._new("x"))),
            Node("awaited", (f"{receiver}.receive()", self._new("x"))),
            Node("guarded", (f"{sender}.send_nowait('{item}')",)),
            Node("guarded", (f"{receiver}.receive_nowait()",)),
            Node("plain", (f"{self._rng.choice((sender, receiver))}.close()",)),
            Node("await", (f"{self._rng.choice((sender, receiver))}.aclose()", self._new("x"))),
            Node("drain", (receiver, self._new("x")))))

    def low_level(self, place: Place) -> Node:
        key = self._rng.choice("ab")
        lot = f"LOTS[{self._rng.randrange(LOTS)}]"
        other = f"LOTS[{self._rng.randrange(LOTS)}]"
        return self._rng.choice((
            Node("await", (f"wait_low('{key}', {self._rng.random() < 0.6})", self._new("x"))),
            Node("plain", (f"wake_low('{key}', {self._rng.random() < 0.7})",)),
            Node("awaited", (f"{lot}.park()", self._new("x"))),
            Node("guarded", (f"{lot}.unpark(count={self._rng.choice(('1', '2', 'math.inf'))})",)),
            Node("guarded", (f"{lot}.unpark_all()",)),
            Node("guarded", (f"{lot}.repark({other})",)),
            Node("guarded", (f"{lot}.repark_all({other})",)),
            Node("plain", (f"{lot}.break_lot()",))))

    # ---- compounds ----

    def scope(self, place: Place) -> Node:
        name, delay = self._new("s"), self._delay()
        shield = self._rng.choice(("", "", "", ", shield=True"))
        maker = self._rng.choice((
            f"move_on_after({delay}{shield})", f"move_on_after({delay}{shield})",
            f"move_on_at({delay}{shield})", f"CancelScope({shield[2:]})",
            f"CancelScope(deadline={delay}{shield})",
            f"CancelScope(relative_deadline={delay}{shield})"))
        self._scopes.append(name)
        return Node("scope", (maker, name), [self._block(self._inside(place))])

    def prepared_scope(self, place: Place) -> Node:
        """Made and perhaps cancelled before it is entered."""
        name = self._new("s")
        self._scopes.append(name)
        return Node("prepared", (name, f"relative_deadline={self._delay()}"), [
            self._block(self._inside(place), 2), self._block(self._inside(place))])

    def fail_after(self, place: Place) -> Node:
        name, maker = self._new("s"), self._rng.choice(("fail_after", "fail_at"))
        self._scopes.append(name)
        shield = self._rng.choice(("", "", ", shield=True"))
        scope = Node("scope", (f"{maker}({self._delay()}{shield})", name),
                     [self._block(self._inside(place))])
        if self._rng.random() < 0.2:
            return scope
        handler = self._block(self._inside(place), 2)
        return Node("try", ("except trio.TooSlowError", name), [[scope], handler, []])

    def handle(self, place: Place) -> Node:
        what = self._rng.choice((
            "except ValueError", "except Exception", "except BaseException",
            "except trio.Cancelled", "except trio.Cancelled", "except* ValueError",
            "except* Exception", "except (KeyError, Failure)", "except BaseExceptionGroup",
            "except* trio.Cancelled", "finally"))
        inner = self._inside(place)
        cleanup = self._inside(place, in_loop=False, can_start=place.can_start)
        body, handler = self._block(inner), []
        if what != "finally":
            # `break`, `continue` and `return` may not leave an except* block.
            handler = self._block(cleanup, 2)
            if "*" in what:
                handler = [node for node in handler if not _leaves(node)] or [Node("plain", ("pass",))]
            if self._rng.random() < 0.5:
                handler.append(Node("plain", ("raise",)))
        final = []
        if what == "finally" or self._rng.random() < 0.3:
            final = self._block(cleanup, 2)
        return Node("try", (what, self._new("h")), [body, handler, final])

    def loop(self, place: Place) -> Node:
        body = self._block(self._inside(place, in_loop=True))
        return Node("loop", (self._new("i"), self._rng.randint(2, 3)), [body])

    def nursery(self, place: Place) -> Node:
        name = self._new("n")
        self._nurseries.append(name)
        self._scopes.append(name)
        strict = "" if self._rng.random() < 0.85 else "strict_exception_groups=False"
        inner = self._inside(place, in_loop=False, can_start=False)
        children = []
        for _ in range(self._rng.randint(0, 3)):
            startable = self._rng.random() < 0.25
            block = self._block(self._inside(inner, can_start=startable))
            if startable and self._rng.random() < 0.8:
                block.insert(self._rng.randint(0, len(block)), Node("started", (self._new("v"),)))
            children.append(Node("start" if startable else "spawn", (name, self._new("t")), [block]))
        body = self._block(self._inside(place)) if self._rng.random() < 0.7 else []
        for child in children:
            body.insert(self._rng.randint(0, len(body)), child)
        return Node("nursery", (name, strict), [body])

    def hold(self, place: Place) -> Node:
        what = self._rng.choice(("LOCKS[0]", "LOCKS[1]", "SEMAPHORE", "LIMITER", "CONDITION",
                                 "SENDERS[0]", "RECEIVERS[1]"))
        return Node("hold", (what, self._new("x")), [self._block(self._inside(place))])

    def misnested(self, place: Place) -> Node:
        names = (self._new("s"), self._new("s"))
        self._scopes += names
        return Node("misnested", names, [self._block(self._inside(place, in_loop=False), 2),
                                         self._block(self._inside(place, in_loop=False), 2)])


def _leaves(node: Node) -> bool:
    return any(n.kind == "plain" and n.words[0] in ("return", "break", "continue")
               for n in node.walk() if n.kind not in ("spawn", "start", "elsewhere", "start_elsewhere", "system"))


Make = Callable[[Grower, Place], "Node | None"]
# Each with its weight.
LEAVES: list[tuple[Make, float]] = [
    (Grower.sleep, 8), (Grower.checkpoint, 3), (Grower.fail, 2), (Grower.leave, 0.5),
    (Grower.cancel, 3), (Grower.change_scope, 2), (Grower.hog, 0.5), (Grower.spawn_elsewhere, 0.7),
    (Grower.started, 2), (Grower.see, 1.5), (Grower.event, 3), (Grower.lock, 2.5),
    (Grower.semaphore, 1), (Grower.limiter, 1), (Grower.condition, 1), (Grower.channel, 2.5),
    (Grower.low_level, 1.5), (Grower.start_elsewhere, 0.5), (Grower.system_task, 0.2),
    (Grower.soon, 0.5)]
COMPOUNDS: list[tuple[Make, float]] = [
    (Grower.scope, 5), (Grower.prepared_scope, 0.7), (Grower.fail_after, 1.5), (Grower.handle, 5),
    (Grower.loop, 1), (Grower.nursery, 6), (Grower.hold, 1.5), (Grower.misnested, 0.15)]
