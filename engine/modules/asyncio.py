"""What of asyncio has to do with threads."""

__all__ = ["run_coroutine_threadsafe", "to_thread", "wrap_future"]

import _asyncio_loop
import outcome
from _asyncio_threads import settle
from _threads import Mailbox, ask, data


async def to_thread(func, /, *args, **kwargs):
    from contextvars import copy_context

    context = copy_context()
    loop = get_running_loop()

    def call():
        return context.run(func, *args, **kwargs)

    call.__name__ = getattr(func, "__name__", "to_thread")
    return await loop.run_in_executor(None, call)


# What another thread waits with: concurrent.futures.Future, as far as it is seen through asyncio.
class _ThreadFuture:
    def __init__(self):
        self._outcome = None
        self._cancelled = False
        self._waiting = []
        self._callbacks = []
        self._cancel_source = None

    def done(self):
        return self._outcome is not None

    def running(self):
        return self._outcome is None

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        if self._outcome is not None:
            return self._cancelled
        self._finish(outcome.Error(CancelledError()), True)
        self._cancel_source()
        return True

    def _finish(self, result, cancelled=False):
        if self._outcome is not None:
            return
        self._outcome = result
        self._cancelled = cancelled
        for mailbox in self._waiting:
            mailbox.put(None)
        self._waiting.clear()
        for callback in self._callbacks:
            callback(self)

    def add_done_callback(self, fn):
        if self._outcome is None:
            self._callbacks.append(fn)
        else:
            fn(self)

    def _wait(self, timeout):
        if self._outcome is not None:
            return
        if data() is None:
            raise RuntimeError("this is a blocking function; call it from a thread")
        if timeout is not None:
            raise RuntimeError("a thread waits here without a timeout only")
        mailbox = Mailbox()
        self._waiting.append(mailbox)
        ask()
        mailbox.get()

    def result(self, timeout=None):
        self._wait(timeout)
        if isinstance(self._outcome, outcome.Value):
            return self._outcome.value
        raise self._outcome.error

    def exception(self, timeout=None):
        self._wait(timeout)
        if isinstance(self._outcome, outcome.Value):
            return None
        if self._cancelled:
            raise self._outcome.error
        return self._outcome.error


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = _ThreadFuture()

    def ended(task):
        if task.cancelled():
            future._finish(outcome.Error(CancelledError()), True)
        elif task.exception() is not None:
            future._finish(outcome.Error(task.exception()))
        else:
            future._finish(outcome.Value(task.result()))

    def begin():
        try:
            task = ensure_future(coro, loop=loop)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            future._finish(outcome.Error(error))
            raise
        future._cancel_source = lambda: loop.call_soon_threadsafe(task.cancel)
        task.add_done_callback(ended)

    future._cancel_source = lambda: None
    loop.call_soon_threadsafe(begin)
    return future


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    if not isinstance(future, _ThreadFuture):
        raise AssertionError(f"concurrent.futures.Future is expected, got {future!r}")
    if loop is None:
        loop = get_event_loop()
    wrapped = loop.create_future()

    def copy(source):
        loop.call_soon_threadsafe(settle, wrapped, source._outcome)

    future.add_done_callback(copy)
    return wrapped
