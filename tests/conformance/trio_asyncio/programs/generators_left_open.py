# rules: H6
import asyncio

import trio
import trio_asyncio


async def counts(name):
    try:
        for i in range(10):
            await asyncio.sleep(0.25)
            yield i
    finally:
        print(name, "closing", trio.current_time())
        await asyncio.sleep(0.25)
        print(name, "closed", trio.current_time())


kept = None


async def theirs():
    global kept
    kept = counts("kept")
    print(await kept.__anext__(), trio.current_time())
    async for i in counts("dropped"):
        print(i, trio.current_time())
        break
    await asyncio.sleep(0.5)


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()
        print("body over", trio.current_time())
    print("loop closed", trio.current_time())


trio.run(main)
