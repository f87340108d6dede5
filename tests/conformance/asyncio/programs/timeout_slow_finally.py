# rules: G8 G5
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



async def conn():
    try:
        await asyncio.sleep(100)
    finally:
        print("say goodbye", now())
        await asyncio.sleep(5)
        print("goodbye sent", now())

async def main():
    try:
        async with asyncio.timeout(0.3):
            await conn()
    except TimeoutError:
        print("out", now())


asyncio.run(main())
