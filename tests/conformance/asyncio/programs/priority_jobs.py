# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def worker(queue):
    while not queue.empty():
        priority, name = await queue.get()
        print(priority, name, now())
        await asyncio.sleep(0.5)
        if name == "b":
            queue.put_nowait((0, "urgent"))
        queue.task_done()


async def main():
    queue = asyncio.PriorityQueue()
    for job in ((3, "c"), (1, "a"), (2, "b"), (1, "aa")):
        queue.put_nowait(job)
    await asyncio.gather(worker(queue), queue.join())
    print("no more", queue.qsize(), now())


asyncio.run(main())
