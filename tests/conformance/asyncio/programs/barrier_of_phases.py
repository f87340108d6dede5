# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def worker(name, barrier, seconds):
    for phase in range(2):
        await asyncio.sleep(seconds)
        print(name, "ready for", phase, now())
        place = await barrier.wait()
        if place == 0:
            print("phase", phase, "begins", now())


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(worker(name, barrier, seconds)
                           for name, seconds in (("a", 0.5), ("b", 0.25), ("c", 1))))
    print(barrier.n_waiting, barrier.broken, now())


asyncio.run(main())
