# rules: G15 G5
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
    ts = [asyncio.create_task(work(n, 2)) for n in "ab"]
    w = asyncio.create_task(asyncio.wait(ts))
    await asyncio.sleep(1)
    w.cancel()
    await asyncio.gather(w, return_exceptions=True)
    print(w.cancelled(), [t.done() for t in ts], now())
    await asyncio.gather(*ts)


asyncio.run(main())
