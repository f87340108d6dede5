"""The threads in which loops of asyncio do what would block them."""

import outcome
from _contextvars import enter
from _threads import end, start

_MOST_THREADS = 32


# The threads of one loop: how many run, what waits for its turn, and for whose end.
class _Executor:
    def __init__(self, loop):
        self.loop = loop
        self.busy = 0
        self.waiting = []
        self.closed = False
        self.over = None

    def submit(self, function, args):
        if self.closed:
            raise RuntimeError("Executor shutdown has been called")
        future = self.loop.create_future()
        if self.busy < _MOST_THREADS:
            self._start(function, args, future)
        else:
            self.waiting.append((function, args, future))
        return future

    def _start(self, function, args, future):
        self.busy += 1

        def thread():
            enter({})  # for as long as the thread lives
            result = outcome.capture(function, *args)
            end()
            if self.loop.is_closed():
                return
            self.loop.call_soon_threadsafe(self._ended, result, future)

        name = getattr(function, "__name__", None)
        start(thread, self.loop, f"asyncio_{self.busy - 1}" if name is None else name)

    def _ended(self, result, future):
        settle(future, result)
        self.busy -= 1
        while self.waiting and self.busy < _MOST_THREADS:
            function, args, waiting = self.waiting.pop(0)
            if not waiting.cancelled():
                self._start(function, args, waiting)
        if self.busy == 0 and self.over is not None and not self.over.done():
            self.over.set_result(None)


def settle(future, result):
    if future.done():
        return
    try:
        value = result.unwrap()
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(value)


_executors = {}


def run_in_executor(loop, function, *args):
    if loop not in _executors:
        _executors[loop] = _Executor(loop)
    return _executors[loop].submit(function, args)


async def shutdown_default_executor(loop):
    executor = _executors.get(loop)
    if executor is None:
        return
    executor.closed = True
    if executor.busy:
        executor.over = loop.create_future()
        await executor.over
