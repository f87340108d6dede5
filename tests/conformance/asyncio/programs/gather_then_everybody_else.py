# rules: G6 G11
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, fails=False):
    await asyncio.sleep(seconds)
    if fails:
        raise RuntimeError(name)
    print(name, "goes on after the failure" if seconds > 1 else "ends", now())


async def main():
    try:
        await asyncio.gather(work("a", 0.5), work("b", 1, True), work("c", 1.5), work("d", 5))
    except RuntimeError as error:
        print("caught", error, now(), "alive:", len(asyncio.all_tasks()) - 1)
    await asyncio.sleep(1)
    print("main ends", now(), "alive:", len(asyncio.all_tasks()) - 1)


asyncio.run(main())
