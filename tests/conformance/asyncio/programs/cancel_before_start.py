# rules: G5
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
    t = asyncio.create_task(work("never", 1))
    t.cancel()
    await asyncio.sleep(0)
    print(t.cancelled(), t)
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
