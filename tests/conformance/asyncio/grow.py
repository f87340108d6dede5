"""Random asyncio programs: a few coroutine functions, each of which calls, starts, awaits and cancels
only those after it, so that every program is finite."""

from __future__ import annotations

import random
from collections.abc import Callable

DELAYS = ("0", "0", "0.25", "0.25", "0.5", "0.75", "1")
ERRORS = ("ValueError", "KeyError", "OSError")
CAUGHT = ("ValueError", "Exception", "Exception", "asyncio.CancelledError", "TimeoutError",
          "BaseException", "(KeyError, OSError)")
HEAD = '''import asyncio


def now():
    return asyncio.get_running_loop().time()


def told(e):
    inner = [told(each) for each in e.exceptions] if isinstance(e, BaseExceptionGroup) else list(e.args)
    return [type(e).__name__, inner, type(e.__cause__).__name__, type(e.__context__).__name__]


def shown(result):
    if isinstance(result, BaseException):
        return told(result)
    if isinstance(result, list):
        return [shown(each) for each in result]
    return result


EVENTS, LOCK, SEMAPHORE, QUEUE, CONDITION = [], [], [], [], []
KEPT = []
'''
MAIN = '''

async def main():
    EVENTS.extend([asyncio.Event(), asyncio.Event()])
    LOCK.append(asyncio.Lock())
    SEMAPHORE.append(asyncio.Semaphore(2))
    QUEUE.append(asyncio.Queue(2))
    CONDITION.append(asyncio.Condition())
    try:
        async with asyncio.timeout(20):
            print("f0 gave", await f0())
    except BaseException as e:
        print("main caught", told(e), now())
        if isinstance(e, (SystemExit, KeyboardInterrupt)):
            raise
    await asyncio.sleep(0.5)
    print("main ends", len(asyncio.all_tasks()), now())


asyncio.run(main())
'''


class Grower:
    def __init__(self, seed: int) -> None:
        self._luck = random.Random(seed)
        self._functions = self._luck.randint(2, 6)
        self._lines: list[str] = []
        self._left = 0
        self._mark = 0

    def program(self) -> str:
        for i in range(self._functions):
            self._function(i)
        return HEAD + "\n".join(self._lines) + MAIN

    def _function(self, i: int) -> None:
        self._i, self._left = i, self._luck.randint(2, 9)
        self._say(0, "")
        self._say(0, "")
        self._say(0, f"async def f{i}():")
        self._say(1, "tasks = []")
        if self._luck.random() < 0.5:
            self._say(1, f'print("f{i} begins", now())')
        self._block(1, self._luck.randint(1, 4))
        self._say(1, f"return {i}" if self._luck.random() < 0.8 else f'return "{i}" + str(len(tasks))')

    def _say(self, depth: int, text: str) -> None:
        self._lines.append("    " * depth + text)

    def _block(self, depth: int, count: int) -> None:
        before = len(self._lines)
        for _ in range(count):
            if self._left > 0:
                self._left -= 1
                self._statement(depth)
        if len(self._lines) == before:
            self._say(depth, f"await asyncio.sleep({self._delay()})")

    def _delay(self) -> str:
        return self._luck.choice(DELAYS)

    def _call(self) -> str | None:
        """A call of a function after this one, if there is one."""
        after = range(self._i + 1, self._functions)
        if not after:
            return None
        # Not always the next: that would grow too fast.
        return f"f{self._luck.choice(after)}()"

    def _awaitable(self) -> str:
        call = self._call()
        sleep = f"asyncio.sleep({self._delay()}, {self._luck.randint(0, 9)})"
        return self._luck.choice([call, call, sleep]) if call is not None else sleep

    def _trace(self, depth: int, what: str) -> None:
        self._mark += 1
        self._say(depth, f'print("{self._mark}", {what}, now())')

    def _statement(self, depth: int) -> None:
        kinds: list[tuple[int, Callable[[int], None]]] = [
            (6, self._sleep), (5, self._await), (6, self._start), (4, self._await_task),
            (4, self._cancel), (4, self._gather), (3, self._wait_for), (3, self._raise),
            (2, self._event), (2, self._queue), (1, self._wait), (1, self._shield), (1, self._forget),
            (1, self._callback), (1, self._count), (1, self._as_completed), (1, self._notify)]
        if depth < 4:
            kinds += [(6, self._try), (3, self._timeout), (4, self._group), (2, self._lock),
                      (1, self._condition)]
        chosen = self._luck.choices([k for _, k in kinds], [w for w, _ in kinds])[0]
        chosen(depth)

    def _sleep(self, depth: int) -> None:
        self._say(depth, f"await asyncio.sleep({self._delay()})")
        if self._luck.random() < 0.4:
            self._trace(depth, '"slept"')

    def _await(self, depth: int) -> None:
        self._trace(depth, f"shown(await {self._awaitable()})")

    def _start(self, depth: int) -> None:
        start = f"asyncio.create_task({self._awaitable()})"
        self._say(depth, self._luck.choice(["tasks.append({})", "tasks.append({})", "KEPT.append({})",
                                            "{}"]).format(start))

    def _await_task(self, depth: int) -> None:
        self._say(depth, "if tasks:")
        self._trace(depth + 1, f"shown(await tasks[{self._luck.choice(['0', '-1'])}])")

    def _cancel(self, depth: int) -> None:
        where = self._luck.choice(["tasks", "tasks", "KEPT"])
        message = self._luck.choice(["", "", '"why"'])
        self._say(depth, f"if {where}:")
        self._trace(depth + 1, f"{where}[{self._luck.choice(['0', '-1'])}].cancel({message})")

    def _gather(self, depth: int) -> None:
        children = ", ".join(self._awaitable() for _ in range(self._luck.randint(1, 3)))
        mode = self._luck.choice(["", ", return_exceptions=True"])
        more = self._luck.choice(["", "", ", *tasks"])
        self._trace(depth, f"shown(await asyncio.gather({children}{more}{mode}))")

    def _wait_for(self, depth: int) -> None:
        self._trace(depth, f"shown(await asyncio.wait_for({self._awaitable()}, {self._delay()}))")

    def _raise(self, depth: int) -> None:
        self._say(depth, f"raise {self._luck.choice(ERRORS)}({self._mark})")

    def _event(self, depth: int) -> None:
        event = f"EVENTS[{self._luck.randint(0, 1)}]"
        if self._luck.random() < 0.3:
            self._trace(depth, f"await {event}.wait()")
        else:
            self._say(depth, f"{event}.{self._luck.choice(['set', 'set', 'clear'])}()")

    def _queue(self, depth: int) -> None:
        if self._luck.random() < 0.45:
            self._trace(depth, "await QUEUE[0].get()")
        else:
            self._say(depth, f"await QUEUE[0].put({self._mark})")

    def _wait(self, depth: int) -> None:
        mode = self._luck.choice(["", ", return_when=asyncio.FIRST_COMPLETED",
                                  ", return_when=asyncio.FIRST_EXCEPTION", f", timeout={self._delay()}"])
        self._say(depth, "if tasks:")
        self._trace(depth + 1, f"[len(each) for each in await asyncio.wait(tasks{mode})]")

    def _shield(self, depth: int) -> None:
        self._trace(depth, f"shown(await asyncio.shield({self._awaitable()}))")

    def _forget(self, depth: int) -> None:
        self._say(depth, self._luck.choice(["tasks.clear()", "KEPT.clear()"]))

    def _callback(self, depth: int) -> None:
        self._mark += 1
        call = self._luck.choice(["call_soon(", f"call_later({self._delay()}, "])
        self._say(depth, f'asyncio.get_running_loop().{call}print, "callback {self._mark}")')

    def _count(self, depth: int) -> None:
        self._trace(depth, f"asyncio.current_task().{self._luck.choice(['cancelling', 'uncancel'])}()")

    def _as_completed(self, depth: int) -> None:
        children = ", ".join(self._awaitable() for _ in range(self._luck.randint(1, 3)))
        more = self._luck.choice(["", f", timeout={self._delay()}"])
        self._say(depth, f"for each in asyncio.as_completed([{children}]{more}):")
        self._trace(depth + 1, "shown(await each)")

    def _notify(self, depth: int) -> None:
        self._say(depth, "async with CONDITION[0]:")
        self._say(depth + 1, f"CONDITION[0].{self._luck.choice(['notify', 'notify_all'])}()")

    def _try(self, depth: int) -> None:
        self._say(depth, "try:")
        self._block(depth + 1, self._luck.randint(1, 3))
        if self._luck.random() < 0.75:
            self._say(depth, f"except {self._luck.choice(CAUGHT)} as e:")
            self._trace(depth + 1, "told(e)")
            if self._luck.random() < 0.3:
                self._say(depth + 1, "raise")
            elif self._luck.random() < 0.3:
                self._block(depth + 1, 1)
            if self._luck.random() < 0.8:
                return
        self._say(depth, "finally:")
        self._trace(depth + 1, '"finally"')
        if self._luck.random() < 0.4:
            self._block(depth + 1, 1)

    def _timeout(self, depth: int) -> None:
        self._say(depth, f"async with asyncio.timeout({self._delay()}):")
        self._block(depth + 1, self._luck.randint(1, 3))

    def _group(self, depth: int) -> None:
        self._say(depth, "async with asyncio.TaskGroup() as group:")
        for _ in range(self._luck.randint(0, 3)):
            self._say(depth + 1, f"group.create_task({self._coroutine()})")
        self._block(depth + 1, self._luck.randint(1, 2))

    def _coroutine(self) -> str:
        return self._awaitable()

    def _lock(self, depth: int) -> None:
        self._say(depth, f"async with {self._luck.choice(['LOCK', 'SEMAPHORE'])}[0]:")
        self._block(depth + 1, self._luck.randint(1, 2))

    def _condition(self, depth: int) -> None:
        self._say(depth, "async with CONDITION[0]:")
        self._trace(depth + 1, "await CONDITION[0].wait()")
