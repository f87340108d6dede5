# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def philosopher(name, left, right, meals):
    for meal in range(meals):
        await asyncio.sleep(0.25)
        async with left:
            await asyncio.sleep(0.125)
            async with right:
                print(name, "eats", meal, now())
                await asyncio.sleep(0.5)


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    ends = [sorted((i, (i + 1) % 3)) for i in range(3)]
    await asyncio.gather(*(philosopher("ABC"[i], forks[a], forks[b], 2)
                           for i, (a, b) in enumerate(ends)))
    print("all ate", now(), [fork.locked() for fork in forks])


asyncio.run(main())
