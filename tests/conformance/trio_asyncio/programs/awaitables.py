# rules: H2
import asyncio

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio


async def theirs(x):
    await asyncio.sleep(0.5)
    return x


async def main():
    async with trio_asyncio.open_loop() as loop:
        print(await aio_as_trio(theirs(1)), trio.current_time())
        future = loop.create_future()
        loop.call_later(0.5, future.set_result, "set")
        print(await aio_as_trio(future), trio.current_time())
        task = loop.create_task(theirs(2))
        print(await trio_asyncio.run_aio_coroutine(theirs(3)), trio.current_time())
        print(await trio_asyncio.run_aio_future(task), task.done(), trio.current_time())
        event = asyncio.Event()
        loop.call_later(0.25, event.set)
        await aio_as_trio(event.wait)()
        print("event", trio.current_time())


trio.run(main)
