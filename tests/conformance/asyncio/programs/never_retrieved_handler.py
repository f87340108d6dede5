# rules: G10 G14
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



def handler(loop, context):
    print("handler:", sorted(context), context["message"], repr(context["exception"]), now())

async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    t = asyncio.create_task(work("lost", 1, ValueError("lost")))
    await asyncio.sleep(2)
    print("before")
    t = None
    print("after")
    asyncio.create_task(work("unheld", 1, ValueError("unheld")))
    await asyncio.sleep(1)
    print("woken", now())
    await asyncio.sleep(0)
    print("woken again")


asyncio.run(main())
