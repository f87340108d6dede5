# rules: G13
# A PriorityQueue gives the least first, a LifoQueue the newest; both wake getters in their order.
import asyncio


async def getter(name, queue):
    print(name, "got", await queue.get())
    queue.task_done()


async def main():
    least, newest = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for item in ((3, "c"), (1, "a"), (2, "b"), (1, "aa")):
        least.put_nowait(item)
        newest.put_nowait(item)
    print([least.get_nowait() for _ in range(4)])
    print([newest.get_nowait() for _ in range(4)])
    for queue in (least, newest):
        tasks = [asyncio.create_task(getter(n, queue)) for n in range(3)]
        await asyncio.sleep(0)
        for item in (5, 9, 7):
            queue.put_nowait(item)
        await asyncio.gather(*tasks)
    least.put_nowait(1)
    try:
        least.put_nowait("text")
    except TypeError as error:
        print(error)
    print(least.qsize())


asyncio.run(main())
