# rules: H2
# asyncio hears of a cancellation once; what swallows it returns its value, late.
import asyncio

import trio
import trio_asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("asked once", trio.current_time())
        await asyncio.sleep(3)
    return "late"


async def main():
    async with trio_asyncio.open_loop():
        with trio.move_on_after(1) as scope:
            print(await trio_asyncio.aio_as_trio(stubborn)(), trio.current_time())
            await trio.sleep(0)
            print("not reached")
        print("caught", scope.cancelled_caught, "called", scope.cancel_called)


trio.run(main)
