"""The jobs of the service."""

import time

import trio


async def steady(ready):
    ready.set()
    while True:
        await trio.to_thread.run_sync(time.sleep, 0.01)
        await trio.sleep(0.05)


async def flaky(ready):
    ready.set()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 0.2)
        await trio.sleep(0.03)
        nursery.cancel_scope.cancel()
    raise ValueError("it is flaky")
