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



async def main():
    asyncio.create_task(work("lost", 1, ValueError("lost")))
    kept = asyncio.create_task(work("kept", 1, KeyError("kept")))
    seen = asyncio.create_task(work("seen", 1, OSError("seen")))
    await asyncio.sleep(2)
    print("both over", now())
    seen.exception()
    del seen
    del kept
    print("kept is gone")
    f = asyncio.get_running_loop().create_future()
    f.set_exception(RuntimeError("future"))
    f = None
    print("future is gone")
    holder = [asyncio.create_task(work("in list", 1, ValueError("in list")))]
    await asyncio.sleep(2)
    holder.clear()
    asyncio.create_task(work("at end", 1, ValueError("at end")))
    await asyncio.sleep(2)
    print("end")


asyncio.run(main())
