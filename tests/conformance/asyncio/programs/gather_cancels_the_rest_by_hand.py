# rules: G6 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, fails=False):
    try:
        await asyncio.sleep(seconds)
        if fails:
            raise RuntimeError(name)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise


async def all_or_none(*coroutines):
    tasks = [asyncio.create_task(each) for each in coroutines]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


async def main():
    print(await all_or_none(work("a", 1), work("b", 0.5)), now())
    try:
        await all_or_none(work("a", 1), work("b", 0.5, True), work("c", 2))
    except RuntimeError as error:
        print("caught", error, now(), len(asyncio.all_tasks()))


asyncio.run(main())
