# rules: H2 H7
# A scope's deadline reaches asyncio once, whatever else is cancelled above it.
import asyncio

import trio
import trio_asyncio


async def theirs():
    for n in range(3):
        try:
            await asyncio.sleep(1)
            print("slept", n, trio.current_time())
        except asyncio.CancelledError:
            print("asked", n, trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        with trio.move_on_after(0.5) as outer:
            with trio.move_on_after(0.25) as inner:
                await trio_asyncio.aio_as_trio(theirs)()
                print("back", trio.current_time())
            print("inner", inner.cancelled_caught)
            await trio.sleep(1)
            print("not reached")
        print("outer", outer.cancelled_caught, trio.current_time())
        with trio.CancelScope(shield=True):
            await trio_asyncio.aio_as_trio(asyncio.sleep)(0.5)
        print("over", trio.current_time())


trio.run(main)
