# rules: G10
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



async def job(i):
    await asyncio.sleep(0.25)
    if i == 1:
        raise RuntimeError(f"job {i}")
    print("job", i, now())

async def main():
    for i in range(3):
        asyncio.create_task(job(i))
        await asyncio.sleep(0.5)
    print("server ends", now())


asyncio.run(main())
