# rules: G13 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def worker(name, queue):
    while True:
        seconds = await queue.get()
        try:
            await asyncio.sleep(seconds)
            print(name, "slept", seconds, now())
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    for seconds in (0.5, 0.25, 0.75, 0.125, 0.25):
        queue.put_nowait(seconds)
    workers = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(3)]
    await queue.join()
    print("joined", now())
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
