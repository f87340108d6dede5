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



async def main():
    q = asyncio.Queue(maxsize=2)
    print(q, q.empty(), q.full(), q.maxsize)
    async def producer():
        for i in range(5):
            await q.put(i)
            print("put", i, now(), q.qsize())
    async def consumer():
        for _ in range(5):
            await asyncio.sleep(1)
            print("got", await q.get(), now())
            q.task_done()
    t, u = asyncio.create_task(producer()), asyncio.create_task(consumer())
    await asyncio.sleep(0.5)
    print(q)
    print(str(q))
    await asyncio.gather(t, u)
    await q.join()
    print("joined", now())
    for call in (q.get_nowait, q.task_done):
        try:
            call()
        except (asyncio.QueueEmpty, ValueError) as e:
            print(repr(e))
    q.put_nowait(1)
    q.put_nowait(2)
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print(repr(e))
    p = asyncio.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b"), (1, "A"), (5, "e"), (0, "z")]:
        p.put_nowait(item)
    print([p.get_nowait() for _ in range(6)])
    l = asyncio.LifoQueue()
    for i in range(4):
        l.put_nowait(i)
    print([await l.get() for _ in range(4)], l)


asyncio.run(main())
