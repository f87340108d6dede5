# rules: G1
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def polite(name):
    for n in range(3):
        print(name, n, now())
        await asyncio.sleep(0)


async def greedy(loop):
    end = loop.time() + 1
    spins = 0
    while spins < 1000:
        spins += 1
    print("greedy spun", spins, loop.time() < end)


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.gather(polite("a"), greedy(loop), polite("b"))


asyncio.run(main())
