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
    print(await asyncio.gather(work("a", 2), work("b", 1), work("c", 3)), now())
    t = asyncio.create_task(work("t", 1))
    print(await asyncio.gather(t, t, work("u", 0.5)))
    print(await asyncio.gather(work("x", 1, ValueError("v")), work("y", 2), return_exceptions=True))
    f = asyncio.get_running_loop().create_future()
    f.cancel("no")
    print(await asyncio.gather(f, work("z", 0.1), return_exceptions=True))
    g = asyncio.gather(work("r", 1))
    print(g)
    await g
    print(g)


asyncio.run(main())
