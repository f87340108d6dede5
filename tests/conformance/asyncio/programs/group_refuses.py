# rules: G9
# A group takes no task before it is entered, while it shuts down, or after its end.
import asyncio


async def nothing():
    pass


async def late(group):
    try:
        await asyncio.sleep(5)
    finally:
        try_it(group)


def try_it(group):
    coroutine = nothing()
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        print(str(error).partition(">")[2])
        coroutine.close()


async def main():
    group = asyncio.TaskGroup()
    try_it(group)
    try:
        async with group:
            group.create_task(late(group))
            await asyncio.sleep(0)
            raise ValueError("body")
    except* ValueError as error:
        print(error.exceptions)
    try_it(group)
    try:
        async with group:
            pass
    except RuntimeError as error:
        print("again", str(error).partition(">")[2])


asyncio.run(main())
