# rules: G5
import asyncio


async def selfish():
    asyncio.current_task().cancel()
    return 5

async def later():
    asyncio.current_task().cancel("me")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("got", e.args)
    await asyncio.sleep(1)
    return asyncio.current_task().cancelling()

async def main():
    t = asyncio.create_task(selfish())
    try:
        await t
    except asyncio.CancelledError:
        print("lost", t.cancelled())
    print(await asyncio.create_task(later()))
    u = asyncio.create_task(later())
    await u
    print(u.uncancel(), u.uncancel())


asyncio.run(main())
