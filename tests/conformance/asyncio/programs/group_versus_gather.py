# rules: G6 G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, fails=False):
    try:
        await asyncio.sleep(seconds)
        if fails:
            raise RuntimeError(name)
        print(name, "ends", now())
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise


async def main():
    try:
        await asyncio.gather(work("a", 1), work("b", 0.5, True), work("c", 2))
    except RuntimeError as error:
        print("gather:", repr(error), now())
    await asyncio.sleep(2)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("d", 1))
            group.create_task(work("e", 0.5, True))
            group.create_task(work("f", 2))
    except* RuntimeError as caught:
        print("group:", repr(caught), now())
    await asyncio.sleep(2)


asyncio.run(main())
