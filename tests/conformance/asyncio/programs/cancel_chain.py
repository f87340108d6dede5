# rules: G5
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



async def outer(t):
    try:
        return await t
    except asyncio.CancelledError:
        print("outer cancelled")
        raise

async def main():
    inner = asyncio.create_task(work("inner", 5))
    middle = asyncio.create_task(outer(inner))
    top = asyncio.create_task(outer(middle))
    await asyncio.sleep(0.1)
    print(top)
    top.cancel()
    await asyncio.wait([top])
    print(inner.cancelled(), middle.cancelled(), top.cancelled())
    inner = asyncio.create_task(work("kept", 1))
    shielded = asyncio.create_task(outer(asyncio.shield(inner)))
    await asyncio.sleep(0.1)
    shielded.cancel()
    await asyncio.wait([shielded])
    print(inner.done(), await inner, now())


asyncio.run(main())
