# rules: H2 H4
import asyncio

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio

MINE = KeyError("the same object")


async def in_trio(x):
    await trio.sleep(0.5)
    return x * 2


async def fails_in_trio():
    await trio.sleep(0.1)
    raise MINE


async def in_asyncio(x):
    value = await trio_as_aio(in_trio)(x)
    print("asyncio got", value, trio.current_time())
    try:
        await trio_as_aio(fails_in_trio)()
    except KeyError as error:
        print("asyncio caught", error is MINE, trio.current_time())
    await asyncio.sleep(0.25)
    if x > 3:
        raise MINE
    return value + 1


async def main():
    async with trio_asyncio.open_loop():
        print("trio got", await aio_as_trio(in_asyncio)(3), trio.current_time())
        try:
            await aio_as_trio(in_asyncio)(4)
        except KeyError as error:
            print("trio caught", error is MINE, trio.current_time())


trio.run(main)
