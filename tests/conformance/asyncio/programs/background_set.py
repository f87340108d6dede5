# rules: G3 G10
import asyncio


def now():
    return asyncio.get_running_loop().time()


background = set()


async def work(n):
    await asyncio.sleep(n / 4)
    if n == 2:
        raise ValueError(n)
    print("done", n, now())


def finished(task):
    background.discard(task)
    error = None if task.cancelled() else task.exception()
    print("discarded", task.get_name(), repr(error), now())


async def main():
    for n in range(4):
        task = asyncio.create_task(work(n), name=f"work-{n}")
        background.add(task)
        task.add_done_callback(finished)
    print(len(background))
    while background:
        await asyncio.sleep(0.125)
    print("all gone", now())


asyncio.run(main())
