# rules: G10
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def deepest():
    raise RuntimeError("where from?")


async def deeper():
    await deepest()


async def job():
    await asyncio.sleep(0.5)
    await deeper()


async def starts():
    return asyncio.create_task(job())


async def main():
    await starts()
    await asyncio.sleep(1)
    await (await starts())


asyncio.run(main())
