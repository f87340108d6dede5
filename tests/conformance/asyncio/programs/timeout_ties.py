# rules: G8
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, error=None):
    print(name, "begins", now())
    try:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise
    print(name, "ends", now())
    return name



async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(1)
            print("never")
    except TimeoutError:
        print("tie", now())
    try:
        async with asyncio.timeout(1) as outer:
            async with asyncio.timeout(1) as inner:
                await asyncio.sleep(5)
    except TimeoutError:
        print(outer.expired(), inner.expired(), now())
    async def limited():
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    t = asyncio.create_task(limited())
    await asyncio.sleep(1)
    t.cancel()
    r = await asyncio.gather(t, return_exceptions=True)
    print(r, t.cancelled(), now())
    t = asyncio.create_task(limited())
    asyncio.get_running_loop().call_later(1, t.cancel)
    r = await asyncio.gather(t, return_exceptions=True)
    print(r, t.cancelled(), now())


asyncio.run(main())
