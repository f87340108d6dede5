"""Starts a job again when it fails, and gives up in the end."""

import trio

from jobs.report import told

MOST = 3


async def supervise(name, job, *, task_status):
    ready = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(keep_up, name, job, ready, name=f"keep-up-{name}")
        await ready.wait()
        task_status.started()


async def keep_up(name, job, ready):
    for attempt in range(MOST):
        try:
            await job(ready)
        except (ValueError, OSError) as error:
            told(f"{name} failed: {error}")
            await trio.sleep(0.02)
    told(f"{name} is given up")
