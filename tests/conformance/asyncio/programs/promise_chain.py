# rules: G3 G1
import asyncio


def now():
    return asyncio.get_running_loop().time()


def then(future, function):
    result = asyncio.get_running_loop().create_future()

    def settle(done):
        if done.exception() is not None:
            result.set_exception(done.exception())
            return
        try:
            result.set_result(function(done.result()))
        except Exception as error:
            result.set_exception(error)

    future.add_done_callback(settle)
    return result


async def main():
    loop = asyncio.get_running_loop()
    begin = loop.create_future()
    end = then(then(begin, lambda x: x + 1), lambda x: x * 10)
    wrong = then(then(begin, lambda x: x / 0), lambda x: "never")
    loop.call_later(1, begin.set_result, 4)
    print(await end, now())
    try:
        await wrong
    except ZeroDivisionError as error:
        print(repr(error), now())


asyncio.run(main())
