# rules: G5
# The message of a cancellation comes with the CancelledError; of several the last one counts.
import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("in the task", error.args)
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel("first")
    task.cancel("second")
    print(task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("outside", error.args)
    future = asyncio.get_running_loop().create_future()
    future.cancel(msg="why")
    try:
        future.result()
    except asyncio.CancelledError as error:
        print(error.args)
    print(future, future.cancel("again"))


asyncio.run(main())
