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



async def get(name, q):
    print(name, "got", await q.get(), now())

async def main():
    q = asyncio.Queue()
    ts = [asyncio.create_task(get(i, q)) for i in range(4)]
    await asyncio.sleep(1)
    print(q)
    q.put_nowait("a")
    print(q.qsize(), q)
    ts[0].cancel()
    await asyncio.sleep(0)
    q.put_nowait("b")
    q.put_nowait("c")
    await asyncio.sleep(1)
    ts[3].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    print(q, [t.cancelled() for t in ts])
    full = asyncio.Queue(1)
    await full.put(0)
    puts = [asyncio.create_task(full.put(i)) for i in range(1, 4)]
    await asyncio.sleep(0)
    print(full)
    puts[0].cancel()
    await asyncio.sleep(0)
    print([await full.get() for _ in range(3)])
    await asyncio.gather(*puts, return_exceptions=True)
    joiner = asyncio.create_task(full.join())
    for _ in range(3):
        full.task_done()
    await joiner


asyncio.run(main())
