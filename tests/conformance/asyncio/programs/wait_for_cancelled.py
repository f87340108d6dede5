# rules: G7
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



async def slow_end():
    try:
        await asyncio.sleep(9)
    finally:
        print("cleaning", now())
        await asyncio.sleep(1)
        print("clean", now())

async def main():
    t = asyncio.create_task(asyncio.wait_for(slow_end(), 20))
    await asyncio.sleep(1)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", now())
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(asyncio.wait_for(f, 20))
    await asyncio.sleep(1)
    f.set_result("value")
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))


asyncio.run(main())
