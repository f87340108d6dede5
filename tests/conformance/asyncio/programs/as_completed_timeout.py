# rules: G15
# as_completed() with a timeout raises TimeoutError for each that is not done by then.
import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n


async def main():
    tasks = [asyncio.create_task(work(n)) for n in (3, 1, 2)]
    for each in asyncio.as_completed(tasks, timeout=1.5):
        try:
            print(await each)
        except TimeoutError:
            print("not in time", asyncio.get_running_loop().time())
    print([task.done() for task in tasks])
    print(await asyncio.gather(*tasks))


asyncio.run(main())
