# rules: G13 G11
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
        print("put", i, queue.qsize(), now())
        await asyncio.sleep(0.1)
    for _ in range(2):
        await queue.put(None)


async def consumer(name, queue, seconds):
    total = 0
    while True:
        item = await queue.get()
        if item is None:
            return name, total
        await asyncio.sleep(seconds)
        total += item
        print(name, "did", item, now())


async def main():
    queue = asyncio.Queue(maxsize=2)
    results = await asyncio.gather(
        producer(queue, 6), consumer("fast", queue, 0.15), consumer("slow", queue, 0.4))
    print(results, queue.empty(), now())


asyncio.run(main())
