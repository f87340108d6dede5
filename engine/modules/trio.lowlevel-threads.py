"""Threads that nobody waits for."""

__all__ = ["start_thread_soon"]

import outcome
from _threads import end, start


def start_thread_soon(fn, deliver, name=None):
    def thread():
        result = outcome.capture(fn)
        end()
        deliver(result)

    start(thread, None, name)
