# rules: H2 H4 H6
# Lesson 30: an error crosses the bridge, and the orphans of the gather die only with the loop.
import asyncio

import trio
import trio_asyncio


async def g1():
    await asyncio.sleep(0.2)
    raise ValueError("g1")


async def late(name, delay):
    try:
        await asyncio.sleep(delay)
        print(name, "ok", trio.current_time())
    except asyncio.CancelledError as error:
        print(name, "cancelled", repr(error), trio.current_time())
        raise


async def gath():
    await asyncio.gather(g1(), late("g2", 0.5), late("g3", 0.9))


async def ok():
    try:
        await trio.sleep(0.6)
        print("T ok")
    except trio.Cancelled:
        print("T cancelled", trio.current_time())
        raise


async def main():
    async with trio_asyncio.open_loop():
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(ok)
                nursery.start_soon(trio_asyncio.aio_as_trio(gath))
        except* ValueError as group:
            print("caught", group.exceptions, trio.current_time())
        await trio.sleep(0.4)
        print("body over", trio.current_time())
    print("closed", trio.current_time())


trio.run(main)
