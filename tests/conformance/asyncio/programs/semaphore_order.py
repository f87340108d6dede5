# rules: G13
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



async def holds(name, s):
    async with s:
        print(name, "in", now(), s)
        await asyncio.sleep(1)

async def main():
    s = asyncio.Semaphore(2)
    ts = [asyncio.create_task(holds(n, s)) for n in "abcde"]
    await asyncio.sleep(0.5)
    ts[2].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    print(s, s.locked(), now())
    b = asyncio.BoundedSemaphore(1)
    await b.acquire()
    print(b)
    b.release()
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    z = asyncio.Semaphore(0)
    t = asyncio.create_task(z.acquire())
    u = asyncio.create_task(holds("u", z))
    await asyncio.sleep(0)
    z.release()
    print(z.locked())
    t.cancel()
    await asyncio.gather(t, u, return_exceptions=True)
    print(now(), z)


asyncio.run(main())
