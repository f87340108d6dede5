# rules: G4 G15
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    tasks = [asyncio.create_task(work(f"w{n}", n), name=f"w{n}") for n in range(1, 5)]
    done, pending = await asyncio.wait(tasks, timeout=2.5)
    print(sorted(task.result() for task in done), sorted(task.get_name() for task in pending), now())
    for task in pending:
        task.cancel()
    done, pending = await asyncio.wait(pending)
    print(sorted(task.get_name() for task in done if task.cancelled()), len(pending), now())


asyncio.run(main())
