import asyncio

import trio
import trio_asyncio

WAY = "a gather in a nursery"


async def trio_work(name, seconds):
    try:
        await trio.sleep(seconds)
        print(name, "ok")
    except trio.Cancelled:
        print(name, "sees Cancelled")
        raise


async def aio_work(name, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "sees CancelledError")
        raise
    if name == "g1":
        raise ValueError("g1 failed")
    print(name, "ok")


async def aio_gather():
    await asyncio.gather(
        asyncio.create_task(aio_work("g1", 0.2), name="g1"),
        asyncio.create_task(aio_work("g2", 0.5), name="g2"),
        asyncio.create_task(aio_work("g3", 0.9), name="g3"),
    )


async def gather_in_a_nursery():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio_work, "T", 0.6, name="T")
            nursery.start_soon(trio_asyncio.aio_as_trio(aio_gather), name="bridge")
    except* ValueError:
        print("caught")
    await trio.sleep(0.4)
    print("body ends")


async def deadline_over_both():
    with trio.move_on_after(0.3) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio_work, "T", 0.6, name="T")
            nursery.start_soon(trio_asyncio.aio_as_trio(aio_work), "A", 0.8, name="bridge")
    print("caught", scope.cancelled_caught)


async def no_bridge():
    try:
        await asyncio.sleep(0.1)
    except RuntimeError as error:
        print("RuntimeError:", error)


async def main():
    if WAY == "without the bridge":
        return await no_bridge()
    async with trio_asyncio.open_loop():
        if WAY == "a deadline over both":
            await deadline_over_both()
        else:
            await gather_in_a_nursery()
    print("closed")


trio.run(main)
