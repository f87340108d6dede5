# rules: G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inner", error.args, now())
        raise


async def middle():
    try:
        await inner()
    finally:
        print("middle", now())


async def outer():
    try:
        await asyncio.create_task(middle(), name="middle")
    except asyncio.CancelledError:
        print("outer", now())
        raise


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel("from main")
    try:
        await task
    except asyncio.CancelledError as error:
        print("main", error.args, now())


asyncio.run(main())
