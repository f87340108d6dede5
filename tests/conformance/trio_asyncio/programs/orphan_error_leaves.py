# rules: H5
# An error of an orphan does not vanish: the body is cancelled, and it leaves the loop in two groups.
import asyncio

import trio
import trio_asyncio


async def orphan():
    await asyncio.sleep(0.5)
    raise ValueError("nobody waits")


async def main():
    try:
        async with trio_asyncio.open_loop() as loop:
            loop.create_task(orphan())
            try:
                await trio.sleep(2)
            except trio.Cancelled:
                print("body cancelled", trio.current_time())
                raise
    except BaseExceptionGroup as group:
        print(repr(group), trio.current_time())


trio.run(main)
