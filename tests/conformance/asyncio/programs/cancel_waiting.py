# rules: G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, error=None):
    print(name, "begins", now())
    try:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise
    print(name, "ends", now())
    return name



async def main():
    t = asyncio.create_task(work("t", 5))
    await asyncio.sleep(1)
    print(t.cancel("stop"), t.cancelling(), t)
    try:
        await t
    except asyncio.CancelledError as e:
        print("main sees", e.args, t.cancelled(), t)
    print(t.cancel())
    try:
        t.result()
    except asyncio.CancelledError as e:
        print(repr(e))
    try:
        t.exception()
    except asyncio.CancelledError as e:
        print(repr(e))


asyncio.run(main())
