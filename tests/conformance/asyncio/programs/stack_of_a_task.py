# rules: G10
# get_stack() shows where a task waits, or how it failed; get_coro() what it runs.
import asyncio


async def inner():
    await asyncio.sleep(1)
    raise ValueError("no")


async def outer():
    await inner()


async def main():
    task = asyncio.create_task(outer())
    print(len(task.get_stack()), task.get_coro().__name__)
    await asyncio.sleep(0)
    print(len(task.get_stack()), len(task.get_stack(limit=1)), task.get_stack(limit=0))
    print(task.get_coro().cr_frame is task.get_stack()[0])
    try:
        await task
    except ValueError as error:
        print(error)
    print(len(task.get_stack()), len(task.get_stack(limit=1)))


asyncio.run(main())
