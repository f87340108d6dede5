# rules: G3 G4
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
    print(await asyncio.sleep(0, "zero"), await asyncio.sleep(-1, "negative"), now())
    print(await asyncio.sleep(0.5, result="later"), now())
    await asyncio.gather(work("a", 0.3), work("b", 0.1), work("c", 0), work("d", 0.2))
    try:
        await asyncio.sleep("x")
    except TypeError as e:
        print(e)


asyncio.run(main())
