# rules: G3
# A task may run Trio to its end; meanwhile its loop stands still. Each library refuses the other's things.
import asyncio

import trio


async def in_trio():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 0)
    return "from Trio"


async def ticker():
    for n in range(3):
        print("tick", n, asyncio.get_running_loop().time())
        await asyncio.sleep(0.5)


async def main():
    task = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    print(trio.run(in_trio))
    await task
    try:
        await trio.sleep(1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
