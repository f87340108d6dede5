# rules: G6
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



async def stubborn(name):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print(name, "swallows")
    await asyncio.sleep(1)
    return name

async def waits(**options):
    try:
        print(await asyncio.gather(stubborn("a"), stubborn("b"), **options))
    except asyncio.CancelledError:
        print("gather cancelled", now())
        raise

async def main():
    for options in ({}, {"return_exceptions": True}):
        t = asyncio.create_task(waits(**options))
        await asyncio.sleep(1)
        t.cancel("m")
        await asyncio.wait([t])
        print(t.cancelled())
    child = asyncio.create_task(work("child", 9))
    g = asyncio.gather(child, work("other", 2))
    await asyncio.sleep(0.5)
    child.cancel()
    try:
        await g
    except asyncio.CancelledError as e:
        print("child was cancelled", e.args)
    print(g.cancelled(), g.done(), g.cancel())
    await asyncio.sleep(3)


asyncio.run(main())
