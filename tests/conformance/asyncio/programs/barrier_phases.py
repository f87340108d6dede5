# rules: G13
# A barrier lets its parties go together, again and again; abort() breaks it for those who wait.
import asyncio


async def party(name, barrier):
    for phase in range(2):
        await asyncio.sleep(len(name) / 4)
        async with barrier as position:
            print(name, "phase", phase, position)
    try:
        await barrier.wait()
        print(name, "through")
    except asyncio.BrokenBarrierError as error:
        print(name, "broken", barrier.broken, error)


async def main():
    barrier = asyncio.Barrier(3)
    parties = [asyncio.create_task(party("x" * n, barrier)) for n in (1, 2)]
    third = asyncio.create_task(party("xxx", barrier))
    await asyncio.sleep(1.75)
    print(barrier.n_waiting, barrier.parties)
    await barrier.abort()
    await asyncio.gather(*parties, third)
    await barrier.reset()
    print(barrier.broken, barrier.n_waiting)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
