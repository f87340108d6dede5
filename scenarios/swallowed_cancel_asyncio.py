import asyncio


async def poll():
    for _ in range(8):
        try:
            await asyncio.sleep(0.2)
            print("ok")
        except BaseException:
            print("ignored")
    print("poll finished")


async def main():
    try:
        async with asyncio.timeout(0.5):
            await poll()
        print("left quietly")
    except TimeoutError:
        print("timeout")


asyncio.run(main())
