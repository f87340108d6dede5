# rules: G5 G8
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def stubborn():
    n = 0
    while n < 3:
        try:
            await asyncio.sleep(1)
            n += 1
        except asyncio.CancelledError:
            print("not now", now())


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.5)
    print(task.cancel(), task.cancelling())
    await asyncio.sleep(0.1)
    print(task.cancel(), task.cancelling())
    try:
        async with asyncio.timeout(1) as timeout:
            await task
    except TimeoutError:
        print("timeout", now(), timeout.expired())
    print(await task, task.cancelling(), now())


asyncio.run(main())
