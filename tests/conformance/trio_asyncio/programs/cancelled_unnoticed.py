# rules: H7
# The body ends without noticing that it was cancelled: nothing leaves the loop.
import asyncio

import trio
import trio_asyncio


async def main():
    with trio.CancelScope() as scope:
        async with trio_asyncio.open_loop():
            await trio_asyncio.aio_as_trio(asyncio.sleep)(0.5)
            scope.cancel()
            print("cancelled")
        print("left the loop")
        await trio.sleep(0)
        print("not reached")
    print("caught", scope.cancelled_caught, trio.current_time())
    with trio.CancelScope() as scope:
        scope.cancel()
        async with trio_asyncio.open_loop():
            print("entered")
            try:
                await trio_asyncio.aio_as_trio(asyncio.sleep)(1)
            finally:
                print("body ends", trio.current_time())
    print("caught", scope.cancelled_caught)


trio.run(main)
