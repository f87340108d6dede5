# rules: H7
# A timeout round open_loop reaches its body; asyncio's tasks are cancelled as the loop is left.
import asyncio

import trio
import trio_asyncio


async def theirs():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("asyncio cancelled", trio.current_time())
        raise


async def main():
    with trio.move_on_after(1) as scope:
        async with trio_asyncio.open_loop() as loop:
            loop.create_task(theirs())
            try:
                await trio.sleep(5)
            except trio.Cancelled:
                print("body cancelled", trio.current_time())
                raise
    print("caught", scope.cancelled_caught, trio.current_time())


trio.run(main)
