# rules: G3 G5
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



async def fails():
    await asyncio.sleep(0.1)
    raise ValueError("inner")

async def main():
    t = asyncio.create_task(fails())
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            await t
        except ValueError as e:
            print(repr(e.__context__))
    for _ in range(2):
        try:
            await t
        except ValueError as e:
            print("again", repr(e), repr(e.__context__))
    t = asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(0)
    t.cancel()
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            await t
    except asyncio.CancelledError as e:
        print(repr(e), repr(e.__context__))
    u = asyncio.create_task(fails())
    await asyncio.sleep(1)
    await u


asyncio.run(main())
