"""What loops of asyncio do in threads, and what other threads ask of them."""

from _thread_futures import CancelledError, Future, InvalidStateError
from _thread_pools import ThreadPoolExecutor

_executors = {}  # of each loop its own


def run_in_executor(loop, executor, function, *args):
    if executor is None:
        if loop not in _executors:
            _executors[loop] = ThreadPoolExecutor(thread_name_prefix="asyncio")
        executor = _executors[loop]
        if executor._shutdown:
            raise RuntimeError("Executor shutdown has been called")
    wrapped = loop.create_future()  # just before its thread: they are shown as one
    _chain(executor.submit(function, *args), wrapped, loop)
    return wrapped


def set_default_executor(loop, executor):
    if not isinstance(executor, ThreadPoolExecutor):
        raise TypeError("executor must be ThreadPoolExecutor instance")
    _executors[loop] = executor


async def shutdown_default_executor(loop):
    executor = _executors.get(loop)
    if executor is None:
        return
    executor._shutdown = True
    if executor._busy:
        over = loop.create_future()
        executor._wakes.append(lambda: loop.call_soon_threadsafe(over.set_result, None))
        await over


def wrap_future(future, *, loop=None):
    if asyncio.isfuture(future):
        return future
    if not isinstance(future, Future):
        raise AssertionError(f"concurrent.futures.Future is expected, got {future!r}")
    if loop is None:
        loop = asyncio.get_event_loop()
    wrapped = loop.create_future()
    _chain(future, wrapped, loop)
    return wrapped


def _chain(future, wrapped, loop):
    def ask_to_stop(wrapped):
        if wrapped.cancelled():
            future.cancel()

    def come(future):
        if not (wrapped.cancelled() and loop.is_closed()):
            loop.call_soon_threadsafe(_settle, wrapped, future)

    wrapped.add_done_callback(ask_to_stop)
    future.add_done_callback(come)


# A loop's future gets what a thread's has come to.
def _settle(future, source):
    if future.cancelled():
        return
    if source.cancelled():
        future.cancel()
        return
    error = source.exception()
    if error is None:
        future.set_result(source.result())
    else:
        future.set_exception(_of_asyncio(error))


def _of_asyncio(error):
    if type(error) is CancelledError:
        return asyncio.CancelledError(*error.args)
    return asyncio.InvalidStateError(*error.args) if type(error) is InvalidStateError else error


def run_coroutine_threadsafe(coro, loop):
    if not asyncio.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = Future()

    def come(task):
        if task.cancelled():
            future.cancel()
        if not future.set_running_or_notify_cancel():
            return
        error = task.exception()
        if error is None:
            future.set_result(task.result())
        else:
            future.set_exception(_of_asyncio(error))

    def begin():
        try:
            task = asyncio.ensure_future(coro, loop=loop)

            def ask_to_stop(future):
                if future.cancelled():
                    loop.call_soon_threadsafe(task.cancel)

            future.add_done_callback(ask_to_stop)
            task.add_done_callback(come)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(begin)
    return future


async def to_thread(func, /, *args, **kwargs):
    from contextvars import copy_context

    context = copy_context()
    loop = asyncio.get_running_loop()

    def call():
        return context.run(func, *args, **kwargs)

    call.__name__ = getattr(func, "__name__", "to_thread")
    return await loop.run_in_executor(None, call)


import asyncio  # whose parts need what stands above
