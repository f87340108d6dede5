# rules: H4
import asyncio

import trio
import trio_asyncio


async def never(name):
    print(name, "began")
    await trio.sleep(1)
    return name


async def theirs():
    first = trio_asyncio.trio_as_aio(never)("first")
    second = trio_asyncio.trio_as_aio(never)("second")
    print(first.cancel("too early"), first.cancelled())
    try:
        await first
    except asyncio.CancelledError as error:
        print(repr(error), first.cancelled())
    print(await second, trio.current_time())
    print(second.cancel())


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()


trio.run(main)
