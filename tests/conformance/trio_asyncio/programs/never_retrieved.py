# rules: H5
# A future of a Trio task that nobody asks is silent; an asyncio task that nobody asks is not.
import asyncio

import trio
import trio_asyncio


async def bad():
    await trio.sleep(0.25)
    raise ValueError("in a future")


async def theirs():
    trio_asyncio.trio_as_aio(bad)()
    await asyncio.sleep(0.5)
    print("nothing was told", trio.current_time())
    task = asyncio.ensure_future(trio_asyncio.trio_as_aio(bad)())
    await asyncio.wait([task])
    print(repr(task.exception()), trio.current_time())


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()


trio.run(main)
