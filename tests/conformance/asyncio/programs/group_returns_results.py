# rules: G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def square(n):
    await asyncio.sleep(n / 4)
    return n * n


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(square(n)) for n in (3, 1, 2)]
        print([task.done() for task in tasks])
    print([task.result() for task in tasks], now())


asyncio.run(main())
