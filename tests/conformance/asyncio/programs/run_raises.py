# rules: G11
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
    asyncio.create_task(work("bg", 5))
    await asyncio.sleep(1)
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("main")


asyncio.run(main())
