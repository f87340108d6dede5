# process: worker {"stdin": "echo", "seconds": 0.5}
import asyncio
from asyncio.subprocess import PIPE


def now():
    return asyncio.get_running_loop().time()


async def work(queue, results):
    process = await asyncio.create_subprocess_exec("worker", stdin=PIPE, stdout=PIPE)
    while (item := await queue.get()) is not None:
        process.stdin.write(f"{item}\n".encode())
        await process.stdin.drain()
        results.append((await process.stdout.readline()).decode().strip())
        await asyncio.sleep(0.1)
    process.stdin.close()
    await process.stdin.wait_closed()
    print("worker ended", await process.wait(), now())


async def main():
    queue, results = asyncio.Queue(), []
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(work(queue, results))
        for i in range(4):
            await queue.put(i)
        for _ in range(2):
            await queue.put(None)
    print(sorted(results), now())
    task = asyncio.create_task(asyncio.create_subprocess_exec("worker", stdin=PIPE))
    await asyncio.sleep(0)
    task.cancel()
    try:
        print(await task)
    except asyncio.CancelledError:
        print("starting is cancelled", now())


asyncio.run(main())
