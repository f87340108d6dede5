# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def call(n, limit):
    async with limit:
        print("call", n, now())
        await asyncio.sleep(1)
    return n * n


async def main():
    limit = asyncio.Semaphore(2)
    print(await asyncio.gather(*(call(n, limit) for n in range(5))), now())
    print(limit.locked())


asyncio.run(main())
