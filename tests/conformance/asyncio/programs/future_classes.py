# rules: G3
# A class made of Future or Task is one, with what it changes.
import asyncio


class Loud(asyncio.Future):
    def set_result(self, value):
        print("set to", value)
        super().set_result(value)


class Named(asyncio.Task):
    def cancel(self, msg=None):
        print("no", msg)
        return False


async def work():
    await asyncio.sleep(0.5)
    return "done"


async def main():
    loop = asyncio.get_running_loop()
    future = Loud(loop=loop)
    loop.call_later(0.25, future.set_result, 5)
    print(future)
    print(await future, isinstance(future, asyncio.Future), asyncio.isfuture(future))
    print(future)
    task = Named(work(), name="kept")
    task.cancel("stop")
    print(await task, type(task).__name__, task.get_name())
    print(task)
    try:
        asyncio.Future(1)
    except TypeError as error:
        print(error)


asyncio.run(main())
