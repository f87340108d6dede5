# rules: G11
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



async def cleans(name, error):
    try:
        await asyncio.sleep(100)
    finally:
        print(name, "cleans", now())
        if error:
            raise ValueError(name)

async def stays():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("stays", now())
            break
    await asyncio.sleep(2)
    print("over", now())

async def main():
    for name in "abc":
        asyncio.create_task(cleans(name, name == "b"))
    asyncio.create_task(stays())
    asyncio.create_task(work("never starts", 1))
    print("main ends")
    return 5


asyncio.run(main())
