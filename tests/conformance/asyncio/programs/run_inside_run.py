# rules: G11
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def inner():
    return 1


async def main():
    coroutine = inner()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
    print(await coroutine)
    loop = asyncio.get_running_loop()
    for method in (loop.run_forever, loop.close):
        try:
            method()
        except RuntimeError as error:
            print(error)


asyncio.run(main())
