# rules: G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def quick():
    return "value"


async def slow():
    await asyncio.sleep(1)
    return "slow value"


async def main():
    task = asyncio.create_task(quick())
    await asyncio.sleep(0)
    print(task.done(), task.cancel(), task.result())
    never = asyncio.create_task(slow())
    print(never.cancel())
    try:
        await never
    except asyncio.CancelledError:
        print("never began", now())
    at_the_end = asyncio.create_task(slow())
    await asyncio.sleep(1)
    print(at_the_end.done(), at_the_end.cancel())
    print(await asyncio.gather(at_the_end, return_exceptions=True), now())


asyncio.run(main())
