"""Writes a tree of grow.Nodes as a Python program."""

from __future__ import annotations

from grow import CHANNELS, EVENTS, LOCKS, LOTS, Node

PRELUDE = f'''import math
import time
import trio

SCOPES, NURSERIES, WAITING = {{}}, {{}}, {{}}
EVENTS = [trio.Event() for _ in range({EVENTS})]
LOCKS = [trio.Lock(), trio.StrictFIFOLock()][:{LOCKS}]
SEMAPHORE = trio.Semaphore(1, max_value=2)
LIMITER = trio.CapacityLimiter(1)
CONDITION = trio.Condition()
SENDERS, RECEIVERS = [], []
for size in range({CHANNELS}):
    ends = trio.open_memory_channel(size)
    SENDERS.append(ends[0])
    RECEIVERS.append(ends[1])
LOTS = [trio.lowlevel.ParkingLot() for _ in range({LOTS})]


class Failure(Exception):
    pass


class Exit(BaseException):
    pass


def note(*what):
    print(trio.current_time(), *[plain(str(thing)) for thing in what])


def plain(text):
    """The first line, without addresses."""
    parts = text.split("\\n")[0].split(" at 0x")
    return parts[0] + "".join([part[12:] for part in parts[1:]])


def show(e, depth=3):
    if e is None:
        return "-"
    if isinstance(e, BaseExceptionGroup):
        text = type(e).__name__ + "[" + ", ".join([show(x, depth) for x in e.exceptions]) + "]"
    else:
        text = type(e).__name__ + "(" + plain(str(e)) + ")"
    if depth > 0 and (e.__context__ is not None or e.__cause__ is not None):
        text += " {{" + show(e.__context__, depth - 1) + " / " + show(e.__cause__, depth - 1) + "}}"
    return text + (" suppressed" if e.__suppress_context__ else "")


def cancel(key, reason=None):
    if key in SCOPES:
        SCOPES[key].cancel(reason=reason)


def shield(key, value):
    if key in SCOPES:
        SCOPES[key].shield = value


def flip(key):
    if key in SCOPES:
        SCOPES[key].shield = not SCOPES[key].shield
        SCOPES[key].shield = not SCOPES[key].shield


def at(key, when):
    if key in SCOPES:
        try:
            SCOPES[key].deadline = when
        except RuntimeError as e:
            note(key, show(e))


def postpone(key, delay):
    if key in SCOPES:
        try:
            SCOPES[key].relative_deadline = delay
        except RuntimeError as e:
            note(key, show(e))


def look(key):
    if key in SCOPES:
        scope = SCOPES[key]
        note(key, scope.cancel_called, scope.cancelled_caught, scope.shield, scope.is_relative)


def see_task():
    task = trio.lowlevel.current_task()
    note(task.name, len(task.child_nurseries), [len(n.child_tasks) for n in task.child_nurseries],
         task.parent_nursery.parent_task.name)


def see_statistics():
    note(EVENTS[0].statistics().tasks_waiting, LOCKS[0].statistics().tasks_waiting,
         LOCKS[1].locked(), SEMAPHORE.value, SEMAPHORE.statistics().tasks_waiting,
         LIMITER.borrowed_tokens, LIMITER.available_tokens, LIMITER.statistics().tasks_waiting,
         CONDITION.statistics().tasks_waiting, SENDERS[0].statistics(), RECEIVERS[1].statistics(),
         LOTS[0].statistics(), len(LOTS[1]))


def soon(what, *args, idempotent=False):
    token = trio.lowlevel.current_trio_token()
    token.run_sync_soon(what, *args, idempotent=idempotent)


def fail(text):
    raise Failure(text)


async def wait_low(key, gives_in):
    task = trio.lowlevel.current_task()

    def abort(raise_cancel):
        note("abort", task.name, gives_in)
        if not gives_in:
            return trio.lowlevel.Abort.FAILED
        WAITING[key].remove(task)
        return trio.lowlevel.Abort.SUCCEEDED

    WAITING.setdefault(key, []).append(task)
    return await trio.lowlevel.wait_task_rescheduled(abort)


def wake_low(key, well):
    if WAITING.get(key):
        task = WAITING[key].pop(0)
        note("wake", task.name)
        if well:
            trio.lowlevel.reschedule(task, outcome.Value("woken"))
        else:
            trio.lowlevel.reschedule(task, outcome.Error(Failure("woken")))


'''.replace("import math\n", "import math\nimport outcome\n")

ENDING = '''

try:
    trio.run(main)
    print("over")
except (Exception, BaseExceptionGroup, trio.Cancelled, Exit) as e:
    print("caught", show(e))
    raise
'''


def render(program: list[Node]) -> str:
    lines = PRELUDE.rstrip("\n").split("\n") + ["", "", "async def main():"]
    _block(program, 1, lines)
    return "\n".join(lines) + "\n" + ENDING


def _block(nodes: list[Node], depth: int, lines: list[str]) -> None:
    if not nodes:
        _put(lines, depth, "pass")
    for node in nodes:
        WRITERS[node.kind](node, depth, lines)


def _put(lines: list[str], depth: int, *texts: str) -> None:
    lines.extend("    " * depth + text for text in texts)


def _plain(node: Node, depth: int, lines: list[str]) -> None:
    _put(lines, depth, node.words[0])


def _await(node: Node, depth: int, lines: list[str]) -> None:
    what, label = node.words
    _put(lines, depth, f"note('{label}', await {what})")


def _guarded(node: Node, depth: int, lines: list[str]) -> None:
    _put(lines, depth, "try:", f"    note({node.words[0]})")
    _refusals(depth, lines)


def _awaited(node: Node, depth: int, lines: list[str]) -> None:
    what, label = node.words
    _put(lines, depth, "try:", f"    note('{label}', await {what})")
    _refusals(depth, lines)


def _refusals(depth: int, lines: list[str]) -> None:
    _put(lines, depth,
         "except (RuntimeError, ValueError, trio.WouldBlock, trio.EndOfChannel,",
         "        trio.BrokenResourceError, trio.ClosedResourceError) as e:",
         "    note(show(e))")


def _drain(node: Node, depth: int, lines: list[str]) -> None:
    channel, label = node.words
    _put(lines, depth, "try:", f"    async for item in {channel}:", f"        note('{label}', item)")
    _refusals(depth, lines)


def _started(node: Node, depth: int, lines: list[str]) -> None:
    _put(lines, depth, "try:", f"    task_status.started('{node.words[0]}')",
         "except RuntimeError as e:", "    note(show(e))")


def _function(node: Node, depth: int, lines: list[str], parameters: str = "") -> str:
    name = node.words[1]
    _put(lines, depth, f"async def {name}({parameters}):")
    _put(lines, depth + 1, f"note('{name}')")
    _block(node.blocks[0], depth + 1, lines)
    return name


def _spawn(node: Node, depth: int, lines: list[str]) -> None:
    name = _function(node, depth, lines)
    _put(lines, depth, f"NURSERIES['{node.words[0]}'].start_soon({name})")


def _start(node: Node, depth: int, lines: list[str]) -> None:
    name = _function(node, depth, lines, "task_status")
    _put(lines, depth, "try:",
         f"    note('started', await NURSERIES['{node.words[0]}'].start({name}))",
         "except RuntimeError as e:", "    note(show(e))")


def _elsewhere(node: Node, depth: int, lines: list[str]) -> None:
    nursery = node.words[0]
    _put(lines, depth, f"if '{nursery}' in NURSERIES:")
    name = _function(node, depth + 1, lines)
    _put(lines, depth + 1, "try:", f"    NURSERIES['{nursery}'].start_soon({name})",
         "except RuntimeError as e:", "    note(show(e))")


def _start_elsewhere(node: Node, depth: int, lines: list[str]) -> None:
    nursery = node.words[0]
    _put(lines, depth, f"if '{nursery}' in NURSERIES:")
    _start(node, depth + 1, lines)


def _system(node: Node, depth: int, lines: list[str]) -> None:
    name = _function(node, depth, lines)
    _put(lines, depth, "try:", f"    trio.lowlevel.spawn_system_task({name})",
         "except RuntimeError as e:", "    note(show(e))")


def _scope(node: Node, depth: int, lines: list[str]) -> None:
    maker, name = node.words
    _put(lines, depth, f"with trio.{maker} as scope_{name}:")
    _put(lines, depth + 1, f"SCOPES['{name}'] = scope_{name}")
    _block(node.blocks[0], depth + 1, lines)
    _put(lines, depth, f"look('{name}')")


def _prepared(node: Node, depth: int, lines: list[str]) -> None:
    name, arguments = node.words
    _put(lines, depth, f"SCOPES['{name}'] = trio.CancelScope({arguments})")
    _block(node.blocks[0], depth, lines)
    _put(lines, depth, "try:", f"    with SCOPES['{name}']:")
    _block(node.blocks[1], depth + 2, lines)
    _put(lines, depth, "except RuntimeError as e:", "    note(show(e))", f"look('{name}')")


def _try(node: Node, depth: int, lines: list[str]) -> None:
    what, label = node.words
    body, handler, final = node.blocks
    if what == "finally" and not final:
        return _block(body, depth, lines)
    _put(lines, depth, "try:")
    _block(body, depth + 1, lines)
    if what != "finally":
        _put(lines, depth, f"{what} as e_{label}:", f"    note('{label}', show(e_{label}))")
        _block(handler, depth + 1, lines)
    if final:
        _put(lines, depth, "finally:")
        _block(final, depth + 1, lines)
    return None


def _loop(node: Node, depth: int, lines: list[str]) -> None:
    name, times = node.words
    _put(lines, depth, f"for {name} in range({times}):")
    _block(node.blocks[0], depth + 1, lines)


def _nursery(node: Node, depth: int, lines: list[str]) -> None:
    name, strict = node.words
    _put(lines, depth, f"async with trio.open_nursery({strict}) as nursery_{name}:")
    _put(lines, depth + 1, f"NURSERIES['{name}'] = nursery_{name}",
         f"SCOPES['{name}'] = nursery_{name}.cancel_scope")
    _block(node.blocks[0], depth + 1, lines)
    _put(lines, depth, f"look('{name}')")


def _hold(node: Node, depth: int, lines: list[str]) -> None:
    what, label = node.words
    _put(lines, depth, "try:", f"    async with {what}:", f"        note('{label}')")
    _block(node.blocks[0], depth + 2, lines)
    _refusals(depth, lines)


def _misnested(node: Node, depth: int, lines: list[str]) -> None:
    outer, inner = node.words
    for name in (outer, inner):
        _put(lines, depth, f"SCOPES['{name}'] = trio.CancelScope()", f"SCOPES['{name}'].__enter__()")
    _block(node.blocks[0], depth, lines)
    for name in (outer, inner):
        _put(lines, depth, "try:", f"    note(SCOPES['{name}'].__exit__(None, None, None))",
             "except RuntimeError as e:", "    note(show(e))")
        if name == outer:
            _block(node.blocks[1], depth, lines)


WRITERS = {
    "plain": _plain, "await": _await, "guarded": _guarded, "awaited": _awaited, "drain": _drain,
    "started": _started, "spawn": _spawn, "start": _start, "elsewhere": _elsewhere,
    "start_elsewhere": _start_elsewhere, "system": _system, "scope": _scope, "prepared": _prepared, "try": _try, "loop": _loop, "nursery": _nursery,
    "hold": _hold, "misnested": _misnested,
}
