# rules: G13
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



async def party(name, barrier, delay):
    await asyncio.sleep(delay)
    try:
        index = await barrier.wait()
        print(name, "is", index, now())
    except asyncio.BrokenBarrierError as e:
        print(name, "broken:", e, now())

async def main():
    barrier = asyncio.Barrier(3)
    print(barrier, barrier.parties)
    await asyncio.gather(*[party(i, barrier, i) for i in range(3)])
    print(barrier.n_waiting, barrier.broken)
    ts = [asyncio.create_task(party(i, barrier, 0)) for i in range(2)]
    await asyncio.sleep(1)
    print(barrier)
    await barrier.reset()
    await asyncio.gather(*ts)
    ts = [asyncio.create_task(party(i, barrier, 0)) for i in range(2)]
    await asyncio.sleep(1)
    await barrier.abort()
    await asyncio.gather(*ts)
    print(barrier)
    await party("late", barrier, 0)
    two = asyncio.Barrier(2)
    async def inside(name):
        async with two as position:
            print(name, position, now())
    await asyncio.gather(inside("x"), inside("y"))
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)


asyncio.run(main())
