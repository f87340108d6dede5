# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def takes(first, second, name):
    async with first:
        print(name, "has one", now())
        await asyncio.sleep(1)
        async with second:
            print(name, "has both", now())


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    try:
        async with asyncio.timeout(5):
            await asyncio.gather(takes(a, b, "x"), takes(b, a, "y"))
    except TimeoutError:
        print("deadlock broken", now(), a.locked(), b.locked())


asyncio.run(main())
