# rules: G10 G4
# What a shield protects goes on when its waiter is cancelled; an error that comes then is reported.
import asyncio


async def inner(fails):
    await asyncio.sleep(1)
    print("inner ends")
    if fails:
        raise ValueError("unheard")


async def waiter(fails):
    await asyncio.shield(inner(fails))


async def main():
    for fails in (False, True):
        task = asyncio.create_task(waiter(fails))
        await asyncio.sleep(0.5)
        task.cancel()
        print(await asyncio.gather(task, return_exceptions=True))
        await asyncio.sleep(1)


asyncio.run(main())
