# rules: H1
# Lesson 30, preset C, outside of a loop, and inside one.
import asyncio

import trio
import trio_asyncio


async def main():
    try:
        await asyncio.sleep(1)
    except RuntimeError as error:
        print(type(error).__name__, error)
    async with trio_asyncio.open_loop() as loop:
        print(asyncio.get_running_loop() is loop, asyncio.get_event_loop() is loop)
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        print(type(error).__name__, error)


trio.run(main)
