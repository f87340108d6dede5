"""Signals as callbacks of asyncio's loops."""

import asyncio
import signal

_handlers = {}  # by loop and number


def _checked(number):
    if not isinstance(number, int):
        raise TypeError(f"sig must be an int, not {number!r}")
    if number not in signal.valid_signals():
        raise ValueError(f"invalid signal number {number}")


def add_signal_handler(loop, sig, callback, args):
    if asyncio.iscoroutine(callback) or asyncio.iscoroutinefunction(callback):
        raise TypeError("coroutines cannot be used with add_signal_handler()")
    _checked(sig)
    if loop.is_closed():
        raise RuntimeError("Event loop is closed")

    # The loop learns of it as it does of bytes that have come, and calls in the pass after that.
    def handler(number, frame):
        loop.call_soon_threadsafe(come)

    def come():
        if _handlers.get((loop, sig)) is handler:
            loop.call_soon_threadsafe(callback, *args)

    try:
        signal.signal(sig, handler)
    except OSError as error:
        if error.errno == 22:
            raise RuntimeError(f"sig {sig} cannot be caught")
        raise
    _handlers[loop, sig] = handler


def remove_signal_handler(loop, sig):
    _checked(sig)
    if _handlers.pop((loop, sig), None) is None:
        return False
    signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
    return True
