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



async def holds(name, lock, seconds):
    async with lock:
        print(name, "has it", now())
        await asyncio.sleep(seconds)

async def main():
    lock = asyncio.Lock()
    ts = [asyncio.create_task(holds(n, lock, 1)) for n in "abcd"]
    await asyncio.sleep(0.5)
    print(lock)
    ts[1].cancel()
    await asyncio.sleep(0.5)
    print(lock.locked(), now())
    await asyncio.gather(*ts, return_exceptions=True)
    print(lock)
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    await lock.acquire()
    t = asyncio.create_task(holds("next", lock, 1))
    await asyncio.sleep(0)
    lock.release()
    print("free?", lock.locked(), lock)
    print(await lock.acquire())
    print("after next", now())
    lock.release()
    await lock.acquire()
    t = asyncio.create_task(holds("x", lock, 1))
    u = asyncio.create_task(holds("y", lock, 1))
    await asyncio.sleep(0)
    lock.release()
    t.cancel()
    await asyncio.gather(t, u, return_exceptions=True)
    print("end", now())


asyncio.run(main())
