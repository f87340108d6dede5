# rules: G3
import asyncio


def now():
    return asyncio.get_running_loop().time()


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.5)
        return self.n


async def main():
    async for n in Countdown(3):
        print(n, now())
    print(await anext(Countdown(1)), now())


asyncio.run(main())
