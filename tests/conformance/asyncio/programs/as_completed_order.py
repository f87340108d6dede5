# rules: G15
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
    for each in asyncio.as_completed([work("a", 3), work("b", 1), work("c", 2)]):
        print("got", await each, now())
    try:
        for each in asyncio.as_completed([work("d", 1), work("e", 5)], timeout=2):
            print("got", await each, now())
    except TimeoutError:
        print("timeout", now())
    for each in asyncio.as_completed([work("f", 1, ValueError("bad")), work("g", 2)]):
        try:
            print(await each)
        except ValueError as e:
            print("error", e)
    await asyncio.sleep(5)


asyncio.run(main())
