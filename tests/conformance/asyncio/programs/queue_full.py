# rules: G13
# A full queue holds putters back in their order; one that is cancelled leaves its place.
import asyncio


async def put(queue, item):
    try:
        await queue.put(item)
        print("put", item)
    except asyncio.CancelledError:
        print("gave up", item)
        raise


async def main():
    queue = asyncio.Queue(1)
    putters = [asyncio.create_task(put(queue, item)) for item in "abcd"]
    await asyncio.sleep(0)
    print(queue.full(), queue.qsize())
    putters[1].cancel()
    await asyncio.sleep(0)
    for _ in range(3):
        print("got", await queue.get())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    for attempt in (lambda: queue.get_nowait(), lambda: [queue.put_nowait(n) for n in "xy"]):
        try:
            attempt()
        except (asyncio.QueueEmpty, asyncio.QueueFull) as error:
            print(type(error).__name__)
    await asyncio.gather(*putters, return_exceptions=True)


asyncio.run(main())
