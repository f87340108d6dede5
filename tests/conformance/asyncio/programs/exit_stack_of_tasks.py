# rules: G5
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


def now():
    return asyncio.get_running_loop().time()


@asynccontextmanager
async def service(name, seconds):
    task = asyncio.create_task(run(name, seconds))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])
        print(name, "stopped", now())


async def run(name, seconds):
    while True:
        await asyncio.sleep(seconds)
        print(name, now())


async def main():
    async with AsyncExitStack() as stack:
        for name, seconds in (("a", 0.5), ("b", 0.75)):
            await stack.enter_async_context(service(name, seconds))
        await asyncio.sleep(1.6)
    print("over", now())


asyncio.run(main())
