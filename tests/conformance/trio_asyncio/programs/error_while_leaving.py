# rules: H6
import asyncio

import trio
import trio_asyncio


async def theirs():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.5)
        raise OSError("clean-up failed")


async def main():
    try:
        async with trio_asyncio.open_loop() as loop:
            loop.create_task(theirs())
            await trio.sleep(1)
    except BaseExceptionGroup as group:
        print(repr(group), trio.current_time())


trio.run(main)
