# rules: H6
# Leaving the loop: what is queued runs; then all tasks are cancelled together and awaited.
import asyncio

import trio
import trio_asyncio


async def theirs(name, clean):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(clean)
        print(name, "cleaned", trio.current_time())
        raise


async def ours(name):
    try:
        await trio.sleep(10)
    finally:
        print(name, "over", trio.current_time())


async def late():
    print("late began")
    await asyncio.sleep(1)
    print("not reached")


async def main():
    async with trio_asyncio.open_loop() as loop:
        loop.create_task(theirs("a", 0.5))
        loop.create_task(theirs("b", 0.25))
        loop.run_trio_task(ours, "c")
        await trio.sleep(1)
        loop.create_task(late())
        loop.call_soon(print, "queued")
        print("body over", loop.is_running(), loop.is_closed())
    print("closed", trio.current_time(), loop.is_running(), loop.is_closed())


trio.run(main)
