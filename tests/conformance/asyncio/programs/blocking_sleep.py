# rules: G1
import asyncio
import time


def now():
    return asyncio.get_running_loop().time()


async def blocks():
    print("blocks", now())
    time.sleep(2)
    print("has blocked", now())


async def heartbeat():
    for _ in range(4):
        print("beat", now())
        await asyncio.sleep(0.5)


async def main():
    beat = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.75)
    await blocks()
    await beat


asyncio.run(main())
