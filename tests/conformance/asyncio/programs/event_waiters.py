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



async def waits(name, event):
    print(name, await event.wait(), event.is_set(), now())

async def main():
    event = asyncio.Event()
    print(event)
    ts = [asyncio.create_task(waits(i, event)) for i in range(4)]
    await asyncio.sleep(1)
    print(event)
    ts[1].cancel()
    event.set()
    event.clear()
    print(event)
    ts.append(asyncio.create_task(waits("new", event)))
    await asyncio.sleep(1)
    event.set()
    await asyncio.gather(*ts, return_exceptions=True)
    print(event, await event.wait())


asyncio.run(main())
