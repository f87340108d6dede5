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



async def main():
    try:
        await asyncio.gather(work("a", 1, ValueError("first")), work("b", 1, KeyError("second")), work("c", 1))
    except ValueError as e:
        print("caught", repr(e), repr(e.__context__), now())


asyncio.run(main())
