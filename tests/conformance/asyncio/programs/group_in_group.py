# rules: G9
# The error of an inner group comes out of the outer one wrapped twice, and stops its children.
import asyncio


async def fail(n, error):
    await asyncio.sleep(n)
    raise error


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(1, ValueError("a")))
        group.create_task(fail(1, KeyError("b")))


async def waits():
    try:
        await asyncio.sleep(5)
    finally:
        print("stopped", asyncio.get_running_loop().time())


def show(error, indent=""):
    print(indent + repr(error))
    for each in getattr(error, "exceptions", ()):
        show(each, indent + "  ")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(waits())
    except* ValueError as group:
        show(group)
    except* KeyError as group:
        show(group)


asyncio.run(main())
