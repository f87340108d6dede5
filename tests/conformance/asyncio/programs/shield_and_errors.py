# rules: G4 G5
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
    try:
        await asyncio.shield(work("a", 1, ValueError("inside")))
    except ValueError as e:
        print(e, now())
    inner = asyncio.create_task(work("b", 2))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0.5)
    outer.cancel()
    print(outer.cancelled(), inner.done(), outer)
    print(await inner)
    inner = asyncio.create_task(work("c", 2))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0.5)
    inner.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("both", inner.cancelled(), outer.cancelled())
    inner = asyncio.create_task(work("d", 1, KeyError("unheard")))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0.5)
    outer.cancel()
    del outer
    await asyncio.sleep(2)


asyncio.run(main())
