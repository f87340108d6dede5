# rules: G8 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def download(seconds):
    print("open", now())
    try:
        await asyncio.sleep(seconds)
        print("complete", now())
        return seconds
    finally:
        await asyncio.sleep(0.5)
        print("closed", now())


async def main():
    for limit in (3, 1):
        try:
            async with asyncio.timeout(limit):
                print(await download(2))
        except TimeoutError as error:
            print(repr(error), now())
    try:
        print(await asyncio.wait_for(download(2), 1))
    except asyncio.TimeoutError as error:
        print(repr(error), type(error.__cause__).__name__, now())


asyncio.run(main())
