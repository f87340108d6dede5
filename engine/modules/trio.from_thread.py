"""What a thread asks Trio for (semantics F9)."""

__all__ = ["check_cancelled", "run", "run_sync"]

import outcome
import trio
from _threads import Mailbox, ask, data
from _trio_threads import call_sync, run_async


def check_cancelled():
    of_thread = data()
    if of_thread is None:
        raise RuntimeError("this thread wasn't created by Trio, can't check for cancellation")
    raise_cancel = of_thread[3][0]
    if raise_cancel is not None:
        raise_cancel()


def _send(token, is_async, function, args):
    of_thread = data()
    is_named = token is not None
    if is_named and type(token) is not trio.lowlevel.TrioToken:
        raise RuntimeError("Passed kwarg trio_token is not of type TrioToken")
    if not is_named:
        if of_thread is None:
            raise RuntimeError("this thread wasn't created by Trio, pass kwarg trio_token=...")
        token = of_thread[0]
    if trio.lowlevel.in_trio_task():
        raise RuntimeError("this is a blocking function; call it from a thread")
    mailbox = Mailbox()
    ask()
    if is_named or of_thread[1]:
        _ask_system(token, is_async, function, args, mailbox)
    else:
        waiting = of_thread[2]
        message = (is_async, function, args, mailbox)
        token.run_sync_soon(
            lambda: trio.lowlevel.reschedule(waiting[0], outcome.Value(message))
        )
    return mailbox.get().unwrap()


def _ask_system(token, is_async, function, args, mailbox):
    async def run_system():
        mailbox.put(await outcome.acapture(run_async, function, args))

    def spawn():
        try:
            trio.lowlevel.spawn_system_task(run_system, name=function)
        except RuntimeError:
            error = trio.RunFinishedError("system nursery is closed")
            mailbox.put(outcome.Error(error))

    def call():
        mailbox.put(outcome.capture(call_sync, function, args))

    token.run_sync_soon(spawn if is_async else call)


def run(afn, *args, trio_token=None):
    return _send(trio_token, True, afn, args)


def run_sync(fn, *args, trio_token=None):
    return _send(trio_token, False, fn, args)
