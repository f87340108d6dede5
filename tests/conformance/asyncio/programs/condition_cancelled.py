# rules: G13
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



async def waits(cond):
    async with cond:
        try:
            await cond.wait()
        finally:
            print("owns the lock", cond.locked(), now())

async def main():
    cond = asyncio.Condition()
    t = asyncio.create_task(waits(cond))
    await asyncio.sleep(1)
    async with cond:
        t.cancel()
        await asyncio.sleep(2)
        t.cancel()
        await asyncio.sleep(1)
    print(await asyncio.gather(t, return_exceptions=True), now())


asyncio.run(main())
