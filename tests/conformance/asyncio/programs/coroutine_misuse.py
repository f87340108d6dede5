# rules: G3
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



async def f():
    await asyncio.sleep(0)
    return 1

async def main():
    c = f()
    print(await c)
    try:
        await c
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(c)
    try:
        await t
    except RuntimeError as e:
        print(e)
    for bad in (5, None, f):
        try:
            asyncio.ensure_future(bad)
        except TypeError as e:
            print(e)
    try:
        await asyncio.gather(f(), 5)
    except TypeError as e:
        print(e)
    await asyncio.sleep(1)
    async def self_await():
        await asyncio.current_task()
    try:
        await asyncio.create_task(self_await())
    except RuntimeError as e:
        print(str(e).split(":")[0])
    try:
        asyncio.run(f())
    except RuntimeError as e:
        print(e)


asyncio.run(main())
