# rules: H1 H6
# Loops one in another, and one beside another: each has its own tasks.
import asyncio

import trio
import trio_asyncio


async def theirs(name, delay):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(delay)
    print(name, loop is asyncio.get_running_loop(), len(asyncio.all_tasks()), trio.current_time())


async def beside(name, delay):
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)(name, delay)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(beside, "left", 0.5)
        nursery.start_soon(beside, "right", 0.25)
    async with trio_asyncio.open_loop() as outer:
        outer.create_task(theirs("outer", 0.5))
        async with trio_asyncio.open_loop() as inner:
            print(inner is outer, asyncio.get_running_loop() is inner)
            await trio_asyncio.aio_as_trio(theirs)("inner", 0.25)
            await trio_asyncio.aio_as_trio(theirs, loop=outer)("in outer", 0.125)
        print("inner closed", asyncio.get_running_loop() is outer)
        await trio.sleep(1)


trio.run(main)
