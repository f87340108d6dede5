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



async def leaves():
    await asyncio.sleep(1)
    raise KeyboardInterrupt

async def main():
    t = asyncio.create_task(leaves())
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("main cancelled", now())
        raise


asyncio.run(main())
