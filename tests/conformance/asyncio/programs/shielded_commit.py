# rules: G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def commit():
    await asyncio.sleep(1)
    print("committed", now())
    return "receipt"


async def request():
    task = asyncio.create_task(commit())
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("the client is gone", now())
        print("but", await task, now())
        raise


async def main():
    asking = asyncio.create_task(request())
    await asyncio.sleep(0.5)
    asking.cancel()
    try:
        await asking
    except asyncio.CancelledError:
        print("cancelled", now())


asyncio.run(main())
