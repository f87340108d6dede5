# rules: G13
# join() waits until as many tasks are done as were put; one too many is an error.
import asyncio


async def worker(name, queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(item)
        print(name, item, asyncio.get_running_loop().time())
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in (0.5, 0.25, 0.75, 0.25):
        queue.put_nowait(item)
    workers = [asyncio.create_task(worker(n, queue)) for n in "ab"]
    await queue.join()
    print("joined", asyncio.get_running_loop().time())
    for each in workers:
        each.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    try:
        queue.task_done()
    except ValueError as error:
        print(error)
    await queue.join()
    print(repr(queue).partition(" at ")[0])


asyncio.run(main())
