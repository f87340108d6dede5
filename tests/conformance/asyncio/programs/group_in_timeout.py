# rules: G8 G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "ends", now())
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise


async def main():
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(work("a", 0.5))
                group.create_task(work("b", 5))
    except TimeoutError:
        print("timeout", now())
    async with asyncio.TaskGroup() as group:
        group.create_task(work("c", 0.5))
        try:
            async with asyncio.timeout(0.25):
                await asyncio.sleep(1)
        except TimeoutError:
            print("only the body's", now())
    print("over", now())


asyncio.run(main())
