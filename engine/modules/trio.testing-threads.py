"""How many threads a run waits for."""

__all__ = ["active_thread_count", "wait_all_threads_completed"]

import trio
from _trio_threads import active


def active_thread_count():
    return active().count


async def wait_all_threads_completed():
    await trio.lowlevel.checkpoint()
    threads = active()
    while threads.count != 0:
        if threads.over is None:
            threads.over = trio.Event()
        await threads.over.wait()
