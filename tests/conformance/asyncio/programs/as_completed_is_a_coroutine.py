# rules: G3 G8
# as_completed() gives a generator, which asyncio takes for a coroutine: its first step refuses what
# it was given, and what it hands out is nothing to wait for.
import asyncio


async def work():
    return 1


async def nothing():
    for each in asyncio.as_completed([]):
        print("never")
    print(asyncio.iscoroutine(asyncio.as_completed([])))
    print(await asyncio.gather(asyncio.as_completed([])))
    for refuses in (lambda: asyncio.wait([asyncio.as_completed([])]),
                    lambda: asyncio.create_task(asyncio.as_completed(3))):
        try:
            await refuses()
        except TypeError as error:
            print(error)


loop = asyncio.new_event_loop()
coroutine = work()
for given in (loop.create_future(), coroutine, 3):
    try:
        loop.run_until_complete(asyncio.as_completed(given))
    except TypeError as error:
        print(type(error).__name__, error)
coroutine.close()
print(loop.run_until_complete(asyncio.as_completed([])))
future = loop.create_future()
future.set_result(2)
loop.run_until_complete(nothing())
loop.close()
