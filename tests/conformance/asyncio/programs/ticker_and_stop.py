# rules: G1 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def ticker(seconds):
    n = 0
    try:
        while True:
            await asyncio.sleep(seconds)
            n += 1
            print("tick", n, now())
    finally:
        print("ticked", n, "times")


async def main():
    task = asyncio.create_task(ticker(0.5))
    await asyncio.sleep(1.75)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("stopped", task.cancelled(), now())


asyncio.run(main())
