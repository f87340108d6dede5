"""asyncio within Trio: a loop whose tasks stay in a nursery's fence."""

__all__ = [
    "TrioEventLoop", "aio_as_trio", "asyncio_as_trio", "current_loop", "open_loop",
    "run", "run_aio_coroutine", "run_aio_future", "run_aio_generator", "run_trio",
    "run_trio_task", "trio_as_aio", "trio_as_asyncio",
]

import asyncio
import math
from contextlib import asynccontextmanager
from contextvars import ContextVar, copy_context
from functools import partial

import outcome
import trio
from _trio import open_hidden_nursery, start_hidden
from _trio_asyncio import (
    GuestLoop, call_words, has_generators, has_turn, make_task, next_timer, queue, set_canceller,
    set_variable, take_turn, wait_for_turn, wait_future
)

current_loop = ContextVar("trio_aio_loop", default=None)
set_variable(current_loop)


# --- Waiting for asyncio in a task of Trio's ---

async def run_aio_future(future):
    raise_cancelled = None

    def abort(raise_it):
        nonlocal raise_cancelled
        raise_cancelled = raise_it
        future.cancel()
        return trio.lowlevel.Abort.FAILED

    try:
        return await wait_future(future, abort)
    except asyncio.CancelledError as error:
        if raise_cancelled is None:
            raise
        try:
            raise_cancelled()
        except BaseException as cancelled:
            cancelled.__cause__ = error
            raise


_END = object()


async def run_aio_generator(loop, async_generator):
    task = trio.lowlevel.current_task()
    raise_cancelled = None
    reader = None

    async def read():
        try:
            result = outcome.Value(await async_generator.__anext__())
        except StopAsyncIteration:
            result = outcome.Value(_END)
        except asyncio.CancelledError:
            return
        except Exception as error:
            result = outcome.Error(error)
        trio.lowlevel.reschedule(task, result)

    def abort(raise_it):
        nonlocal raise_cancelled
        raise_cancelled = raise_it
        if reader.cancel():
            return trio.lowlevel.Abort.SUCCEEDED
        return trio.lowlevel.Abort.FAILED

    try:
        while True:
            reader = asyncio.ensure_future(read())
            item = await trio.lowlevel.wait_task_rescheduled(abort)
            if item is _END:
                return
            yield item
    except asyncio.CancelledError as error:
        if raise_cancelled is None:
            raise
        try:
            raise_cancelled()
        except BaseException as cancelled:
            cancelled.__cause__ = error
            raise


async def _call_defer(proc, *args, **kwargs):
    return await proc(*args, **kwargs)


class _Wrapper:
    def __init__(self, proc, loop=None):
        self.proc = self._stands_for = proc
        self._loop = loop

    @property
    def loop(self):
        return current_loop.get() if self._loop is None else self._loop

    def __get__(self, obj, cls):
        return partial(self.__call__, cls if obj is None else obj)

    def _method(self, name, example):
        method = getattr(self.proc, name, None)
        if method is None:
            raise RuntimeError(f"Call '{self._called}({example}(*args))', "
                               f"not '{self._called}({example}, *args)'")
        return method


class Asyncio_Trio_Wrapper(_Wrapper):
    _called = "aio_as_trio"

    async def __call__(self, *args, **kwargs):
        coroutine = _call_defer(self.proc, *args, **kwargs)
        return await self.loop.run_aio_coroutine(coroutine, self.proc)

    def __await__(self):
        coroutine = self.proc
        if not hasattr(coroutine, "__await__"):
            coroutine = _call_defer(coroutine)
        return self.loop.run_aio_coroutine(coroutine).__await__()

    def __aenter__(self):
        coroutine = self._method("__aenter__", "ctxfactory")()
        return self.loop.run_aio_coroutine(coroutine)

    def __aexit__(self, *exc_info):
        return self.loop.run_aio_coroutine(self.proc.__aexit__(*exc_info))

    def __aiter__(self):
        return run_aio_generator(self.loop, self._method("__aiter__", "gen")())


def aio_as_trio(proc, *, loop=None):
    return Asyncio_Trio_Wrapper(proc, loop)


asyncio_as_trio = aio_as_trio


# --- Waiting for Trio in a task of asyncio's ---

def _split(error, kind):
    if isinstance(error, BaseExceptionGroup):
        return error.split(kind)
    return (error, None) if isinstance(error, kind) else (None, error)


class AsyncHandle:
    """A turn of the loop that starts a task of Trio's, and that task's end."""

    def __init__(self, loop, proc, args, future=None):
        self._loop = loop
        self._proc = proc
        self._args = args
        self._future = future
        self._context = copy_context()
        self._scope = trio.CancelScope()
        self._started = trio.Event()
        self._cancelled = False
        self._message = None
        if future is not None:
            set_canceller(future, self._cancel_by_future)

    def __repr__(self):
        cancelled = "cancelled " if self._cancelled else ""
        words = "" if self._cancelled else f"{call_words(self._proc, self._args)} "
        return f"<AsyncHandle {cancelled}{words}scope={self._scope!r}>"

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        self._cancelled = True
        self._scope.cancel()

    def _cancel_by_future(self, message):
        self._message = message
        self.cancel()

    async def serve(self, nursery):
        self._context.run(partial(nursery.start_soon, self._run, name=self._proc))
        await self._started.wait()

    def _finish(self):
        if self._future is not None:
            set_canceller(self._future, None)

    async def _run(self):
        self._started.set()
        if self._cancelled:
            self._finish()
            if self._future is not None:
                self._future.cancel(self._message)
            return
        try:
            with self._scope:
                try:
                    result = await self._proc(*self._args)
                finally:
                    self._finish()
            if self._future is None:
                return
            if self._scope.cancelled_caught:
                self._future.cancel(self._message)
            elif not self._future.cancelled():
                self._future.set_result(result)
        except BaseException as error:
            if self._future is None:
                self._fail(error)
            else:
                self._fail_future(error)

    def _fail(self, error):
        rest, base = _split(error, Exception)
        if rest is not None:
            self._loop.call_exception_handler({
                "message": f"Exception in callback {call_words(self._proc, self._args)}",
                "exception": rest,
                "handle": self,
            })
        if base is not None:
            raise base

    def _fail_future(self, error):
        cancelled, rest = _split(error, trio.Cancelled)
        if not self._future.cancelled():
            if rest is None:
                self._future.cancel(self._message)
            else:
                # It is never let go of: an error that nobody asks for is not reported.
                self._loop._failed.append(self._future)
                self._future.set_exception(rest)
        if cancelled is not None:
            raise cancelled


class Trio_Asyncio_Wrapper(_Wrapper):
    _called = "trio_as_aio"

    def __call__(self, *args, **kwargs):
        proc = partial(self.proc, **kwargs) if kwargs else self.proc
        return self.loop.trio_as_future(proc, *args)

    def __aenter__(self):
        return self.loop.trio_as_future(self._method("__aenter__", "ctxfactory"))

    def __aexit__(self, *exc_info):
        return self.loop.trio_as_future(self.proc.__aexit__, *exc_info)

    def __aiter__(self):
        return _run_trio_generator(self.loop, self._method("__aiter__", "gen")())


def trio_as_aio(proc, *, loop=None):
    return Trio_Asyncio_Wrapper(proc, loop)


trio_as_asyncio = trio_as_aio


async def _run_trio_generator(loop, async_generator):
    while True:
        try:
            item = await loop.trio_as_future(async_generator.__anext__)
        except StopAsyncIteration:
            return
        yield item


# --- The loop ---

class TrioAsyncioExit(SystemExit):
    """Leaves the task that serves a loop."""


class TrioEventLoop(GuestLoop):
    def __init__(self):
        self._nursery = None
        self._token = None
        self._stopped = trio.Event()
        self._stopped.set()
        self._stop_wait = None
        self._failed = []

    def __repr__(self):
        running = "closed" if self.is_closed() else "yes" if self.is_running() else "no"
        return f"<{type(self).__name__} running={running} at 0x{id(self):x}>"

    def time(self):
        if self._token is None:
            raise RuntimeError("This loop is closed.")
        return trio.current_time()

    def _check_closed(self):
        if self.is_closed():
            raise RuntimeError("Event loop is closed")

    run_aio_future = staticmethod(run_aio_future)

    async def run_aio_coroutine(self, coro, _shown=None):
        try:
            self._check_closed()
            if _shown is None:
                future = asyncio.ensure_future(coro, loop=self)
            else:
                future = make_task(self, coro, _shown)
        except BaseException:
            coro.close()
            raise
        return await run_aio_future(future)

    def trio_as_future(self, proc, *args):
        future = asyncio.Future(loop=self)
        queue(self, AsyncHandle(self, proc, args, future))
        return future

    def run_trio_task(self, proc, *args):
        call = AsyncHandle(self, proc, args)
        queue(self, call)
        return call

    async def synchronize(self):
        reached = trio.Event()
        self.call_soon(reached.set)
        await reached.wait()

    def call_later(self, delay, callback, *args, context=None):
        assert delay >= 0, delay
        return super().call_later(delay, callback, *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        self._token.run_sync_soon(partial(self.call_soon, callback, *args, context=context))

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is not None:
            raise AssertionError
        return self.trio_as_future(trio.to_thread.run_sync, func, *args)

    def default_exception_handler(self, context):
        super().default_exception_handler(context)
        if self._nursery is None:
            return
        error = context.get("exception")
        if error is None:
            error = RuntimeError(context.get("message") or "Unhandled error in event loop")
        start_hidden(self._nursery, _raise, error)

    def is_running(self):
        return not self._stopped.is_set()

    def run_forever(self):
        raise RuntimeError("This is not a sync loop")

    def run_until_complete(self, coro_or_future):
        raise RuntimeError("This is not a sync loop")

    async def wait_stopped(self):
        await self._stopped.wait()

    def stop(self, waiter=None):
        if waiter is None:
            if self._stop_wait is not None:
                return self._stop_wait
            waiter = self._stop_wait = trio.Event()

        def stop_me():
            waiter.set()
            raise TrioAsyncioExit("stopping trio-asyncio loop")

        if self._stopped.is_set():
            waiter.set()
        else:
            self.call_soon(stop_me)
        return waiter

    def close(self):
        if self.is_closed():
            return
        if not self._stopped.is_set():
            raise RuntimeError("You need to stop the loop before closing it")
        super().close()

    async def _serve(self, begun):
        self._stopped = trio.Event()
        begun.set()
        try:
            with trio.CancelScope(shield=True):
                while not self._stopped.is_set():
                    await self._serve_one()
        except TrioAsyncioExit:
            pass
        finally:
            self._stopped.set()

    async def _serve_one(self):
        when = next_timer(self)
        due = when is not None and when <= trio.current_time()
        if not due and not await self._wait_for_turn(when):
            return
        call = take_turn(self, due)
        if call is not None:
            await call.serve(self._nursery)

    # Until something is in the queue, or a timer is due: whether it was the former.
    async def _wait_for_turn(self, when):
        with trio.CancelScope(deadline=math.inf if when is None else when):
            await trio.lowlevel.checkpoint_if_cancelled()
            if has_turn(self):
                await trio.lowlevel.cancel_shielded_checkpoint()
            else:
                await wait_for_turn(self)
            return True
        return False

    # What came after the loop had stopped.
    async def _serve_rest(self):
        while True:
            when = next_timer(self)
            due = when is not None and when <= trio.current_time()
            if not due and not has_turn(self):
                return
            try:
                call = take_turn(self, due)
                if call is not None:
                    await call.serve(self._nursery)
            except TrioAsyncioExit:
                pass

    async def _end(self):
        if self.is_closed():
            return
        with trio.CancelScope(shield=True):
            self.stop()
            await self.wait_stopped()
            await self._serve_rest()
        self._nursery = None
        self._token = None


async def _raise(error):
    raise error


# --- Its life ---

# Runs until the scope is cancelled from outside or here, and then cancels the other one.
async def _forward_cancellation(scope, other):
    try:
        with scope:
            await trio.sleep_forever()
    except trio.Cancelled:
        pass
    finally:
        other.cancel()


# What was queued before is begun, unless somebody stops the loop.
async def _wait_for_queue(loop):
    async def synchronize(nursery):
        if not loop.is_closed():
            await loop.synchronize()
        nursery.cancel_scope.cancel()

    async with open_hidden_nursery() as nursery:
        start_hidden(nursery, synchronize, nursery)
        await loop.wait_stopped()
        nursery.cancel_scope.cancel()


# The generators of asyncio's that are left open; their code has begun to end before a cancellation
# from outside can come.
async def _close_generators(loop, done):
    shield = trio.CancelScope(shield=True)

    async def sentinel():
        try:
            yield
        finally:
            try:
                reached = asyncio.Event()
                loop.call_soon(reached.set)
                await reached.wait()
            finally:
                shield.shield = False

    async def shut_down():
        generator = sentinel()
        await generator.asend(None)
        try:
            await loop.shutdown_asyncgens()
        finally:
            done.set()

    with shield:
        await loop.run_aio_coroutine(shut_down())


async def _leave_loop(loop, loop_nursery, forwarded):
    done = trio.Event()
    if has_generators() and loop.is_running():
        start_hidden(loop_nursery, _close_generators, loop, done)
    else:
        done.set()
    if forwarded is not None:
        start_hidden(loop_nursery, _raise, forwarded)
    with trio.CancelScope(shield=True):
        await done.wait()
    await loop._end()


@asynccontextmanager
async def open_loop(queue_len=None):
    if queue_len is not None:
        raise NotImplementedError("the queue of a loop has no limit here: leave queue_len out")
    async with trio.open_nursery() as loop_nursery:
        loop = TrioEventLoop()
        before = current_loop.set(loop)
        forwarded = None
        try:
            async with trio.open_nursery() as tasks_nursery:
                tasks_nursery.cancel_scope.shield = True
                loop._nursery = tasks_nursery
                loop._token = trio.lowlevel.current_trio_token()
                begun = trio.Event()
                start_hidden(loop_nursery, loop._serve, begun)
                await begun.wait()
                try:
                    from_outside = trio.CancelScope()
                    with trio.CancelScope() as body_scope:
                        start_hidden(loop_nursery, _forward_cancellation, from_outside, body_scope)
                        try:
                            yield loop
                        except trio.Cancelled as error:
                            forwarded = error
                        except BaseExceptionGroup as group:
                            forwarded, rest = group.split(trio.Cancelled)
                            if rest is not None:
                                raise rest
                        finally:
                            from_outside.cancel()
                finally:
                    await _wait_for_queue(loop)
                    for task in asyncio.all_tasks(loop):
                        start_hidden(tasks_nursery, run_aio_future, task)
                    tasks_nursery.cancel_scope.cancel()
        finally:
            try:
                await _leave_loop(loop, loop_nursery, forwarded)
            finally:
                loop.close()
                current_loop.reset(before)


def run(proc, *args, queue_len=None, **trio_run_options):
    async def _run_task(proc, args):
        async with open_loop(queue_len=queue_len):
            return await proc(*args)

    return trio.run(_run_task, proc, args, **trio_run_options)


def _running_loop():
    loop = current_loop.get()
    if loop is None:
        raise RuntimeError("You are not within a trio_asyncio loop")
    return loop


async def run_aio_coroutine(coro):
    return await _running_loop().run_aio_coroutine(coro)


def run_trio(proc, *args):
    return _running_loop().trio_as_future(proc, *args)


def run_trio_task(proc, *args):
    _running_loop().run_trio_task(proc, *args)
