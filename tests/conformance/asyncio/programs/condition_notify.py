# rules: G13
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



async def consumer(name, cond, items):
    async with cond:
        while not items:
            await cond.wait()
        print(name, "takes", items.pop(), now())

async def main():
    cond = asyncio.Condition()
    items = []
    ts = [asyncio.create_task(consumer(i, cond, items)) for i in range(4)]
    await asyncio.sleep(1)
    print(cond)
    async with cond:
        items.extend("xy")
        cond.notify(2)
        await asyncio.sleep(1)
    await asyncio.sleep(1)
    ts[2].cancel()
    async with cond:
        items.append("z")
        cond.notify_all()
    print(await asyncio.gather(*ts, return_exceptions=True), now())
    for call in (cond.notify, cond.notify_all):
        try:
            call()
        except RuntimeError as e:
            print(e)
    try:
        await cond.wait()
    except RuntimeError as e:
        print(e)
    n = 0
    async def counts():
        nonlocal n
        async with cond:
            print("result", await cond.wait_for(lambda: n >= 2 and "enough"), now())
    t = asyncio.create_task(counts())
    for _ in range(3):
        await asyncio.sleep(1)
        async with cond:
            n += 1
            cond.notify()
    await t
    lock = asyncio.Lock()
    shared = asyncio.Condition(lock)
    async with shared:
        print(lock.locked(), shared.locked())


asyncio.run(main())
