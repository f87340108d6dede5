"""as_safe_channel: an asynchronous generator that goes on in a task of its own."""

__all__ = ["as_safe_channel"]

from contextlib import asynccontextmanager
from functools import wraps

from trio.abc import ReceiveChannel


class RecvChanWrapper(ReceiveChannel):
    def __init__(self, recv_chan, send_semaphore):
        self._recv_chan = recv_chan
        self._send_semaphore = send_semaphore

    async def receive(self):
        self._send_semaphore.release()
        return await self._recv_chan.receive()

    async def aclose(self):
        await self._recv_chan.aclose()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self._recv_chan.close()


class MultipleExceptionError(Exception):
    pass


def _raise_with_its_context(exception):
    context = exception.__context__
    try:
        raise exception
    finally:
        exception.__context__ = context


# Of a group in which one exception at most is no Cancelled: raises that, or else a Cancelled.
def _raise_the_only_one(group):
    cancelled, error = None, None
    for each in group.exceptions:
        if isinstance(each, (KeyboardInterrupt, SystemExit)):
            raise type(each)(*each.args) from group
    for each in group.exceptions:
        if isinstance(each, Cancelled):
            cancelled = cancelled or each
        elif error is None:
            error = each
        else:
            raise MultipleExceptionError
    _raise_with_its_context(cancelled if error is None else error)


# GeneratorExit is how the generator was closed: it goes no further, alone or in a group.
async def _close(generator):
    try:
        await generator.aclose()
    except BaseExceptionGroup as group:
        closed, rest = group.split(GeneratorExit)
        if _count(closed) > 1:
            error = AssertionError("More than one GeneratorExit found.")
            rest = group.derive([error]) if rest is None else rest.derive([*rest.exceptions, error])
        if rest is not None:
            raise rest from None


def _count(exception):
    if isinstance(exception, BaseExceptionGroup):
        return sum([_count(each) for each in exception.exceptions])
    return 1


def as_safe_channel(fn):
    @asynccontextmanager
    @wraps(fn)
    async def context_manager(*args, **kwargs):
        send, receive = open_memory_channel(0)
        try:
            async with open_nursery(strict_exception_groups=True) as nursery:
                generator = fn(*args, **kwargs)
                asked = Semaphore(0)
                await nursery.start(_move_elems_to_channel, generator, send, asked)
                with RecvChanWrapper(receive, asked) as wrapped:
                    yield wrapped
                nursery.cancel_scope.cancel("exited trio.as_safe_channel context manager")
        except BaseExceptionGroup as group:
            try:
                _raise_the_only_one(group)
            except MultipleExceptionError:
                group.add_note("Encountered exception during cleanup of generator object, as "
                               "well as exception in the contextmanager body - unable to unwrap.")
                raise group from None

    # One value for each time that the reader asks.
    async def _move_elems_to_channel(generator, send, asked, task_status):
        with send:
            try:
                task_status.started()
                while True:
                    await asked.acquire()
                    if send.statistics().open_receive_channels == 0:
                        break
                    try:
                        value = await generator.__anext__()
                    except StopAsyncIteration:
                        return
                    try:
                        await send.send(value)
                    except BrokenResourceError:
                        break
            finally:
                await _close(generator)

    return context_manager
