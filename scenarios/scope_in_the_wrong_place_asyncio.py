import asyncio


async def child():
    try:
        await asyncio.sleep(1.0)
        print("child ok")
    except asyncio.CancelledError:
        print("child cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(0.3):
            task = asyncio.create_task(child(), name="child")
            await asyncio.sleep(0.6)
    except TimeoutError:
        print("timeout")
    await task


asyncio.run(main())
