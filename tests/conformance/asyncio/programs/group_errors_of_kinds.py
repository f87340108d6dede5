# rules: G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def fails(error, seconds):
    await asyncio.sleep(seconds)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(ValueError("v"), 1))
            group.create_task(fails(KeyError("k"), 1))
            group.create_task(fails(TypeError("late"), 2))
    except* ValueError as group:
        print("values", group.exceptions)
    except* KeyError as group:
        print("keys", group.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(ValueError("child"), 1))
            try:
                await asyncio.sleep(3)
            except asyncio.CancelledError:
                print("the body is cancelled", now())
                raise LookupError("body")
    except BaseExceptionGroup as caught:
        print(repr(caught), now())


asyncio.run(main())
