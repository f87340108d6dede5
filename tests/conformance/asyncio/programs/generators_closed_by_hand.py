# rules: G11
# loop.shutdown_asyncgens() can be awaited; aclose() is awaited like any coroutine, or as a task.
import asyncio


async def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0.25)
        print("closed", name)


async def main():
    first, second, third = numbers("first"), numbers("second"), numbers("third")
    print(await anext(first), await anext(second), await anext(third))
    await first.aclose()
    await asyncio.gather(second.aclose())
    await asyncio.get_running_loop().shutdown_asyncgens()
    print("shut down")
    try:
        await anext(third)
    except StopAsyncIteration:
        print("over")


asyncio.run(main())
