# rules: H2 H4
import asyncio

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio


@aio_as_trio
async def theirs(a, *, b=0):
    await asyncio.sleep(0.5)
    return a + b


@trio_as_aio
async def ours(a, *, b=0):
    await trio.sleep(0.5)
    return a * b


class Both:
    factor = 3

    @aio_as_trio
    async def theirs(self, x):
        await asyncio.sleep(0.25)
        return self.factor * x

    @trio_as_aio
    async def ours(self, x):
        await trio.sleep(0.25)
        return self.factor + x


async def in_asyncio():
    print(await ours(4, b=5), trio.current_time())
    print(await Both().ours(1), trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        print(await theirs(1, b=2), trio.current_time())
        print(await Both().theirs(2), trio.current_time())
        await aio_as_trio(in_asyncio)()


trio.run(main)
