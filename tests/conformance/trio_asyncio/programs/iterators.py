# rules: H2 H4
import asyncio

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio


async def counts(library, n):
    for i in range(n):
        await library.sleep(0.25)
        yield i


async def theirs():
    async for i in trio_as_aio(counts(trio, 3)):
        print("asyncio got", i, trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        async for i in aio_as_trio(counts(asyncio, 3)):
            print("trio got", i, trio.current_time())
        await aio_as_trio(theirs)()


trio.run(main)
