"""Threads that tasks wait for (semantics F8)."""

__all__ = ["current_default_thread_limiter", "run_sync"]

import outcome
import trio
from _threads import end, start
from _trio import wait_for_thread
from _trio_threads import active, call_sync, run_async

_DEFAULT_LIMIT = 40
_count = 0
_limiter = None  # of the run that _token is of
_token = None


def current_default_thread_limiter():
    global _limiter, _token
    token = trio.lowlevel.current_trio_token()
    if token is not _token:
        _token = token
        _limiter = trio.CapacityLimiter(_DEFAULT_LIMIT)
    return _limiter


# What a thread asks the task that waits for it to do: (is async, function, args, mailbox).
async def _serve(is_async, function, args, mailbox):
    if not is_async:
        mailbox.put(outcome.capture(call_sync, function, args))
        return
    await trio.lowlevel.cancel_shielded_checkpoint()
    result = await outcome.acapture(run_async, function, args)
    await trio.lowlevel.cancel_shielded_checkpoint()
    mailbox.put(result)


async def run_sync(
    sync_fn, *args, thread_name=None, abandon_on_cancel=False, limiter=None
):
    global _count
    await trio.lowlevel.checkpoint_if_cancelled()
    abandons = bool(abandon_on_cancel)
    if limiter is None:
        limiter = current_default_thread_limiter()
    waiting = [trio.lowlevel.current_task()]  # None once it has abandoned the thread
    raise_cancel = [None]  # once a cancellation has come: what raises it
    borrower = f"trio.to_thread.run_sync-{_count}"
    _count += 1
    token = trio.lowlevel.current_trio_token()
    if thread_name is None:
        thread_name = f"{getattr(sync_fn, '__name__', None)} from {waiting[0].name}"

    def report(result):
        def release():
            try:
                return result.unwrap()
            finally:
                limiter.release_on_behalf_of(borrower)

        released = outcome.capture(release)
        if waiting[0] is not None:
            trio.lowlevel.reschedule(waiting[0], outcome.Value(released))

    def thread():
        result = outcome.capture(call_sync, sync_fn, args, "sync")
        end()
        try:
            token.run_sync_soon(report, result)
        except trio.RunFinishedError:
            pass

    def abort(raise_cancelled):
        raise_cancel[0] = raise_cancelled
        if not abandons:
            return trio.lowlevel.Abort.FAILED
        waiting[0] = None
        return trio.lowlevel.Abort.SUCCEEDED

    await limiter.acquire_on_behalf_of(borrower)
    with active():
        started = start(thread, (token, abandons, waiting, raise_cancel), thread_name)
        while True:
            message = await wait_for_thread(abort, started)
            if type(message) is not tuple:
                return message.unwrap()
            await _serve(*message)
