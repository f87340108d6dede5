# rules: G3
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def ticks(seconds, times):
    try:
        for n in range(times):
            await asyncio.sleep(seconds)
            yield n
    finally:
        print("generator over", now())


async def main():
    async for n in ticks(0.25, 3):
        print("tick", n, now())
    print([n async for n in ticks(0.125, 4) if n % 2], now())
    source = ticks(1, 10)
    async for n in source:
        if n == 1:
            break
    await source.aclose()
    print("closed", now())


asyncio.run(main())
