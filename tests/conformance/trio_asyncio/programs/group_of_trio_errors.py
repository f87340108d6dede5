# rules: H4
# What a nursery of a Trio task raises reaches asyncio as the same group.
import asyncio

import trio
import trio_asyncio


async def bad(error, delay):
    await trio.sleep(delay)
    raise error


async def ours():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(bad, ValueError(1), 0.5)
        nursery.start_soon(bad, KeyError(2), 0.5)


async def theirs():
    try:
        await trio_asyncio.trio_as_aio(ours)()
    except ExceptionGroup as group:
        print(repr(group), trio.current_time())
    results = await asyncio.gather(
        trio_asyncio.trio_as_aio(ours)(), asyncio.sleep(1, "slept"),
        trio_asyncio.trio_as_aio(trio.sleep)(0.25), return_exceptions=True)
    print(results, trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()


trio.run(main)
