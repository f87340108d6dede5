# rules: G5
import asyncio


async def get(f):
    try:
        print("value", await f)
    except asyncio.CancelledError:
        print("cancelled instead")
        raise

async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    t = asyncio.create_task(get(f))
    await asyncio.sleep(0)
    f.set_result(1)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), f.result())


asyncio.run(main())
