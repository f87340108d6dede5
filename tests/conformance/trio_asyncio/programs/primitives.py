# rules: H1 H2
# Asyncio's own tools on a loop of Trio's: groups, timeouts, queues, locks, conditions.
import asyncio

import trio
import trio_asyncio


async def producer(queue):
    for item in range(4):
        await asyncio.sleep(0.25)
        await queue.put(item)
    await queue.put(None)


async def consumer(queue, lock):
    while (item := await queue.get()) is not None:
        async with lock:
            print("item", item, trio.current_time())


async def slow():
    try:
        async with asyncio.timeout(0.5):
            await asyncio.sleep(2)
    except TimeoutError as error:
        print("timeout", repr(error), trio.current_time())
    try:
        await asyncio.wait_for(asyncio.sleep(2), 0.25)
    except asyncio.TimeoutError as error:
        print("wait_for", repr(error), trio.current_time())


async def bad():
    await asyncio.sleep(0.5)
    raise ValueError("in a group")


async def theirs():
    queue, lock = asyncio.Queue(1), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(producer(queue))
        group.create_task(consumer(queue, lock))
        group.create_task(slow())
    print("group over", trio.current_time())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad())
            group.create_task(asyncio.sleep(5))
    except* ValueError as caught:
        print(repr(caught), trio.current_time())
    done, pending = await asyncio.wait(
        [asyncio.create_task(asyncio.sleep(delay, delay)) for delay in (1, 0.5)],
        return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result(), trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()


trio.run(main)
