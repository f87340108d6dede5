# rules: G13
# A bounded semaphore is not released more often than it was acquired.
import asyncio


async def job(name, semaphore):
    async with semaphore:
        print(name, "in", semaphore.locked())
        await asyncio.sleep(0.5)
    print(name, "out")


async def main():
    semaphore = asyncio.BoundedSemaphore(2)
    await asyncio.gather(*[job(n, semaphore) for n in "abcde"])
    try:
        semaphore.release()
    except ValueError as error:
        print(error)
    plain = asyncio.Semaphore(0)
    waiting = [asyncio.create_task(job(n, plain)) for n in "xy"]
    await asyncio.sleep(0)
    plain.release()
    waiting[0].cancel()
    await asyncio.sleep(1)
    print([each.done() for each in waiting])
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
