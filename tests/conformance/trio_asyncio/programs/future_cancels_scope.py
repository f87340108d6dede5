# rules: H4
# Cancelling the future of a Trio task cancels a scope round that; the future is done when it ends.
import asyncio

import trio
import trio_asyncio


async def tidy(name, clean):
    try:
        await trio.sleep(10)
    except trio.Cancelled:
        print(name, "cancelled", trio.current_time())
        with trio.CancelScope(shield=True):
            await trio.sleep(clean)
        raise
    finally:
        print(name, "over", trio.current_time())


async def theirs():
    future = trio_asyncio.trio_as_aio(tidy)("a", 0.5)
    await asyncio.sleep(1)
    print("cancel", future.cancel(), future.done(), future.cancelled())
    try:
        await future
    except asyncio.CancelledError as error:
        print("future", repr(error), future.cancelled(), trio.current_time())
    task = asyncio.ensure_future(inner())
    await asyncio.sleep(1)
    task.cancel("please")
    try:
        await task
    except asyncio.CancelledError as error:
        print("task", repr(error), trio.current_time())


async def inner():
    await trio_asyncio.trio_as_aio(tidy)("b", 0.25)


async def main():
    async with trio_asyncio.open_loop():
        await trio_asyncio.aio_as_trio(theirs)()


trio.run(main)
