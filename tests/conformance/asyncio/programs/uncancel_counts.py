# rules: G5
# uncancel() takes requests back, never below none, and undoes no cancellation that came.
import asyncio


async def stubborn():
    task = asyncio.current_task()
    for _ in range(2):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("asked", task.cancelling(), task.uncancel())
    print(task.uncancel(), task.cancelling())
    return "through"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
