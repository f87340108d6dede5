# rules: G5 G6
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def careless():
    while True:
        try:
            await asyncio.sleep(0.5)
            print("tick", now())
        except BaseException as error:
            print("ignored", repr(error), now())
            return "ended anyway"


async def careful():
    try:
        await asyncio.sleep(5)
    except Exception as error:
        print("never", error)
    return "never"


async def main():
    tasks = [asyncio.create_task(careless()), asyncio.create_task(careful())]
    await asyncio.sleep(0.75)
    for task in tasks:
        task.cancel("enough")
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print([task.cancelled() for task in tasks])


asyncio.run(main())
