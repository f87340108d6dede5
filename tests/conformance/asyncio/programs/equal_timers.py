# rules: G2
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
    loop = asyncio.get_running_loop()
    for i in range(8):
        loop.call_later(1, print, "timer", i)
    await asyncio.gather(*[work(str(i), 1) for i in range(7)])
    loop.call_at(3, print, "at 3")
    loop.call_at(2.5, print, "at 2.5")
    loop.call_at(0, print, "past")
    loop.call_soon(print, "soon")
    await asyncio.sleep(3)


asyncio.run(main())
