# rules: G6 G10
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
        await asyncio.gather(work("a", 1, ValueError("first")), work("b", 2), work("c", 3, KeyError("second")))
    except ValueError as e:
        print("caught", e, now())
    print(len(asyncio.all_tasks()))
    await asyncio.sleep(5)
    print("end", now())


asyncio.run(main())
