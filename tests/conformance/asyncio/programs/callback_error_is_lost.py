# rules: G14
import asyncio


def now():
    return asyncio.get_running_loop().time()


def step_two(loop):
    print("two", loop.time())
    raise KeyError("in a callback")


def step_one(loop):
    print("one", loop.time())
    try:
        loop.call_soon(step_two, loop)
    except KeyError:
        print("never caught here")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(step_one, loop)
    await asyncio.sleep(1)
    print("main knows nothing", now())


asyncio.run(main())
