"""A pipeline of queues: a source, three workers who are cancelled in the end, a sink."""

import asyncio

ITEMS = 12
WORKERS = 3


async def source(queue):
    for item in range(ITEMS):
        await queue.put(item)
        await asyncio.sleep(0.01)


async def worker(number, work, squares):
    while True:
        item = await work.get()
        await asyncio.sleep(0.02 + 0.005 * number)
        await squares.put((item, item * item))
        work.task_done()


async def sink(squares, results):
    while len(results) < ITEMS:
        item, square = await squares.get()
        results[item] = square


async def main():
    work, squares, results = asyncio.Queue(2), asyncio.Queue(1), {}
    workers = [asyncio.create_task(worker(number, work, squares), name=f"worker-{number}")
               for number in range(WORKERS)]
    async with asyncio.TaskGroup() as group:
        group.create_task(source(work))
        group.create_task(sink(squares, results))
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    print(sorted(results.items()))


asyncio.run(main())
