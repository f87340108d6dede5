"""Threads that make calls one after the other: the pools of concurrent.futures, and the threads in
which loops of asyncio do what would block them."""

from _blocking import wait_until
from _contextvars import enter
from _thread_futures import Future
from _threads import end, next_call, start

_MOST_THREADS = 32  # of a pool that is not told


class BrokenExecutor(RuntimeError):
    """A pool that can make no more calls."""


class BrokenThreadPool(BrokenExecutor):
    """… because what each of its threads begins with has failed."""


class _Call:
    def __init__(self, future, function, args, kwargs):
        self.future = future
        self.function = function
        self.args = args
        self.kwargs = kwargs

    def name(self, prefix):
        name = getattr(self.function, "__name__", None)
        return prefix if name is None or name == "<lambda>" else name

    def make(self):
        if not self.future.set_running_or_notify_cancel():
            return end()
        try:
            result = self.function(*self.args, **self.kwargs)
        except BaseException as error:
            end()
            self.future.set_exception(error)
            self = None
        else:
            end()
            self.future.set_result(result)


class Executor:
    """Makes calls somewhere else."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        from time import monotonic

        deadline = None if timeout is None else timeout + monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    try:
                        yield future.result(None if deadline is None else deadline - monotonic())
                    finally:
                        future.cancel()
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    """Makes calls in at most so many threads. One that has nothing to do ends, and another takes its
    place when there is something again: nobody can tell them apart."""

    _pools = 0

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = _MOST_THREADS
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{ThreadPoolExecutor._pools}"
        ThreadPoolExecutor._pools += not thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs
        self._begun = 0  # threads that have begun with the initializer
        self._busy = 0
        self._calls = []  # that wait for a thread
        self._broken = self._shutdown = False
        self._wakes = []  # of those who wait for the last thread to end

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        call = _Call(Future(), fn, args, kwargs)
        self._calls.append(call)
        if self._busy < self._max_workers:
            self._busy += 1
            is_new = self._busy > self._begun
            self._begun += is_new
            start(lambda: self._work(is_new), None, call.name(f"{self._prefix}_{self._busy - 1}"))
        return call.future

    # Of a thread.
    def _work(self, is_new):
        enter({})  # for as long as the thread lives
        if not is_new or self._initializer is None or self._begin():
            is_first = True
            while self._calls:
                call = self._calls.pop(0)
                if not is_first:
                    next_call(call.name(self._prefix))
                is_first = False
                call.make()
                del call
        self._busy -= 1
        if self._busy == 0:
            wakes = self._wakes[:]
            self._wakes.clear()
            for wake in wakes:
                wake()

    def _begin(self):
        import sys
        from traceback import format_exception

        try:
            self._initializer(*self._initargs)
        except BaseException as error:
            sys.stderr.write("Exception in initializer:\n" + "".join(format_exception(error)))
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            calls = self._calls[:]
            self._calls.clear()
            for call in calls:
                call.future.set_exception(BrokenThreadPool(self._broken))
            end()
            return False
        return True

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            calls = self._calls[:]
            self._calls.clear()
            for call in calls:
                call.future.cancel()
        if wait:
            wait_until(lambda: self._busy == 0, [self._wakes])


BrokenExecutor.__module__ = Executor.__module__ = "concurrent.futures._base"
ThreadPoolExecutor.__module__ = BrokenThreadPool.__module__ = "concurrent.futures.thread"
