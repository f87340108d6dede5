# rules: H1
import asyncio
import time

import trio
import trio_asyncio


def work(x):
    time.sleep(0.5)
    return x + 1


async def theirs():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1), trio.current_time())
    print(await asyncio.to_thread(work, 2), trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()
        print(await trio.to_thread.run_sync(work, 3), trio.current_time())


trio.run(main)
