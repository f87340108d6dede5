# rules: G7 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


attempts = 0


async def flaky():
    global attempts
    attempts += 1
    await asyncio.sleep(0.1 * attempts)
    if attempts < 4:
        raise ConnectionError(f"attempt {attempts}")
    return "answer"


async def retry(function, times, delay):
    for n in range(times):
        try:
            return await function()
        except ConnectionError as error:
            print(error, now())
            if n == times - 1:
                raise
            await asyncio.sleep(delay * 2 ** n)


async def main():
    print(await retry(flaky, 5, 0.25), now())
    global attempts
    attempts = 0
    try:
        await retry(flaky, 2, 0.25)
    except ConnectionError as error:
        print("gave up:", error, now())


asyncio.run(main())
