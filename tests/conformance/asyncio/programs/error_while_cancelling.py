# rules: G5 G10
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def breaks_in_cleanup():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        raise ValueError("clean-up broke")


async def main():
    task = asyncio.create_task(breaks_in_cleanup())
    await asyncio.sleep(0.5)
    task.cancel()
    try:
        await task
    except ValueError as error:
        print(repr(error), type(error.__context__).__name__, task.cancelled(), now())
    asyncio.create_task(breaks_in_cleanup())
    await asyncio.sleep(0.5)


asyncio.run(main())
