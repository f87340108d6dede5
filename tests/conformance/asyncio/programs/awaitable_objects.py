# rules: G3 G6 G7
# What has __await__ can be gathered, waited for, shielded and made a task of.
import asyncio


class Later:
    def __init__(self, seconds, value):
        self.seconds = seconds
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return self.value


class Once:
    def __await__(self):
        yield
        return "once"


async def main():
    print(await Later(0.25, 1), await Once())
    print(await asyncio.gather(Later(0.5, "a"), Once(), Later(0.25, "b")))
    print(await asyncio.wait_for(Later(0.25, "in time"), 1))
    try:
        await asyncio.wait_for(Later(2, "late"), 1)
    except TimeoutError:
        print("late")
    print(await asyncio.shield(Once()))
    task = asyncio.ensure_future(Later(0.5, "task"))
    print(type(task).__name__, await task)
    try:
        asyncio.ensure_future(5)
    except TypeError as error:
        print(error)
    try:
        asyncio.create_task(Once())
    except TypeError as error:
        print(str(error).partition(", got")[0])


asyncio.run(main())
