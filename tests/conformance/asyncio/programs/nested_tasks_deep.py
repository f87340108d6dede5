# rules: G3
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



async def count(n):
    if n == 0:
        await asyncio.sleep(0.1)
        return 0
    return 1 + await asyncio.create_task(count(n - 1))

async def main():
    print(await count(20), now())


asyncio.run(main())
