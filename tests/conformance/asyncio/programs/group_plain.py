# rules: G9
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



async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work("a", 2))
        b = group.create_task(work("b", 1), name="bee")
        print(group, b.get_name())
    print(a.result(), b.result(), now())
    async with asyncio.TaskGroup() as group:
        print("empty")
    try:
        group.create_task(work("late", 1))
    except RuntimeError as e:
        print(e)
    try:
        async with group:
            pass
    except RuntimeError as e:
        print(e)
    try:
        asyncio.TaskGroup().create_task(work("not entered", 1))
    except RuntimeError as e:
        print(e)


asyncio.run(main())
