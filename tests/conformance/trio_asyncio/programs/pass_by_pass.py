# rules: H1
# One turn of the loop's a pass of Trio's: a task that gives way counts them.
import asyncio

import trio
import trio_asyncio


async def ticker(stop):
    n = 0
    while not stop.is_set():
        print("pass", n)
        n += 1
        await trio.sleep(0)


async def theirs(name, steps):
    for step in range(steps):
        print(name, step)
        await asyncio.sleep(0)
    return name


async def both():
    return await asyncio.gather(theirs("a", 3), theirs("b", 2))


async def main():
    stop = trio.Event()
    async with trio_asyncio.open_loop():
        async with trio.open_nursery() as nursery:
            nursery.start_soon(ticker, stop)
            print(await trio_asyncio.aio_as_trio(both)())
            print(await trio_asyncio.aio_as_trio(theirs)("c", 1))
            stop.set()


trio.run(main)
