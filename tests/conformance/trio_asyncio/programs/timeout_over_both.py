# rules: H2
# Lesson 30, preset B: a timeout ends a task of Trio's and one of asyncio's at the same time.
import asyncio

import trio
import trio_asyncio


async def theirs():
    try:
        await asyncio.sleep(0.8)
    except asyncio.CancelledError as error:
        print("A", type(error).__name__, error.args, trio.current_time())
        raise


async def ours():
    try:
        await trio.sleep(0.6)
    except trio.Cancelled:
        print("T cancelled", trio.current_time())
        raise


async def main():
    async with trio_asyncio.open_loop():
        with trio.move_on_after(0.3) as scope:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(ours)
                nursery.start_soon(trio_asyncio.aio_as_trio(theirs))
        print("caught", scope.cancelled_caught, trio.current_time())


trio.run(main)
