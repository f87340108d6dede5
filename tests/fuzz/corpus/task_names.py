# rules: D2
# needs: trio.lowlevel.current_task functools
import functools

import trio


async def worker(delay):
    await trio.sleep(delay)
    print(trio.lowlevel.current_task().name)


async def main():
    async def local(delay):
        await worker(delay)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker, 0.1)
        nursery.start_soon(worker, 0.2, name="worker")
        nursery.start_soon(worker, 0.3, name=worker)
        nursery.start_soon(local, 0.4)
        nursery.start_soon(functools.partial(worker, 0.5))
        nursery.start_soon(trio.sleep, 0.6)
    print(trio.lowlevel.current_task().name)


trio.run(main)
