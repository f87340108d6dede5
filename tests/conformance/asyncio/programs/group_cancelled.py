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



async def grouped(**errors):
    async with asyncio.TaskGroup() as group:
        group.create_task(work("a", 5))
        group.create_task(work("b", 5, **errors))

async def main():
    t = asyncio.create_task(grouped())
    await asyncio.sleep(1)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), t.cancelled(), now())
    async with asyncio.TaskGroup() as group:
        child = group.create_task(work("child", 5))
        group.create_task(work("other", 2))
        await asyncio.sleep(1)
        child.cancel()
    print("fine", child.cancelled(), now())
    async def bad_cleaner():
        try:
            await asyncio.sleep(9)
        finally:
            raise ValueError("on cancel")
    async def two():
        async with asyncio.TaskGroup() as group:
            group.create_task(bad_cleaner())
    t = asyncio.create_task(two())
    await asyncio.sleep(1)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), t.cancelled())
    async def nested():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(work("o", 3))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(work("i", 1, KeyError("i")))
    try:
        await nested()
    except ExceptionGroup as e:
        print(repr(e), now())


asyncio.run(main())
