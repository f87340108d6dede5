# rules: G13 G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def numbers(out):
    for n in range(5):
        await asyncio.sleep(0.25)
        await out.put(n)
    await out.put(None)


async def squares(source, out):
    while (n := await source.get()) is not None:
        await asyncio.sleep(0.4)
        await out.put(n * n)
    await out.put(None)


async def show(source):
    while (n := await source.get()) is not None:
        print("square", n, now())


async def main():
    first, second = asyncio.Queue(1), asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(numbers(first))
        group.create_task(squares(first, second))
        group.create_task(show(second))
    print("over", now())


asyncio.run(main())
