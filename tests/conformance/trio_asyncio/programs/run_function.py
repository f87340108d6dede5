# rules: H1 H6
import asyncio

import trio
import trio_asyncio


async def theirs():
    await asyncio.sleep(0.5)
    return asyncio.current_task().get_name()


async def main(x, y):
    print(await trio_asyncio.aio_as_trio(theirs)(), trio.current_time())
    return x + y


async def fails():
    await trio_asyncio.aio_as_trio(asyncio.sleep)(1)
    raise ValueError("out of the run")


print(trio_asyncio.run(main, 1, 2))
trio_asyncio.run(fails)
