# rules: G3
# A future can be waited for through its own __await__, or by yield from in one.
import asyncio


class Through:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        return self.future.__await__()


class Inside(Through):
    def __await__(self):
        value = yield from self.future
        return value * 2


async def main():
    loop = asyncio.get_running_loop()
    for kind in (Through, Inside):
        future = loop.create_future()
        loop.call_later(0.5, future.set_result, 4)
        print(kind.__name__, await kind(future), loop.time())
    future = loop.create_future()
    loop.call_soon(future.set_exception, KeyError("gone"))
    try:
        await Inside(future)
    except KeyError as error:
        print(error)


asyncio.run(main())
