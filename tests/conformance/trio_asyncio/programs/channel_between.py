# rules: H1 H4
# A queue of asyncio's and a channel of Trio's, with a task of each library at either end.
import asyncio

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio


async def theirs(send, queue):
    async with trio_as_aio(send):
        for item in range(3):
            await asyncio.sleep(0.25)
            await trio_as_aio(send.send)(item)
            print("sent", item, trio.current_time())
    while (item := await queue.get()) != "end":
        print("queue gave", item, trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        send, receive = trio.open_memory_channel(0)
        queue = asyncio.Queue()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(aio_as_trio(theirs), send, queue)
            async for item in receive:
                print("received", item, trio.current_time())
                queue.put_nowait(item * 10)
            await trio.sleep(0.5)
            queue.put_nowait("end")
        print("over", trio.current_time())


trio.run(main)
