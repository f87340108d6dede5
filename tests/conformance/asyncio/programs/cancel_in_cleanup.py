# rules: G5
# Waits in a finally work after a cancellation, and can be cancelled once more.
import asyncio


async def work(name):
    try:
        await asyncio.sleep(5)
    finally:
        print(name, "cleans up")
        await asyncio.sleep(1)
        print(name, "clean", asyncio.get_running_loop().time())


async def main():
    once, twice = (asyncio.create_task(work(n)) for n in ("once", "twice"))
    await asyncio.sleep(0.5)
    once.cancel()
    twice.cancel()
    await asyncio.sleep(0.5)
    twice.cancel()
    print(await asyncio.gather(once, twice, return_exceptions=True))


asyncio.run(main())
