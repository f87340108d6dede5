# rules: G10
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def log(what):
    await asyncio.sleep(0.5)
    print("logged", what, now())
    raise OSError(f"disk full at {what}")


async def handle(request):
    asyncio.create_task(log(request))
    await asyncio.sleep(0.25)
    return request.upper()


async def main():
    for request in ("a", "b"):
        print(await handle(request), now())
    await asyncio.sleep(1)
    print("nobody knew", now())


asyncio.run(main())
