# rules: G3 G11
import asyncio
import trio


async def sleeps():
    await trio.sleep(1)


async def yields():
    await trio.sleep(0)


async def checkpoint():
    await trio.lowlevel.checkpoint()


async def shielded():
    await trio.lowlevel.cancel_shielded_checkpoint()


async def waits():
    await trio.Event().wait()


async def forever():
    await trio.sleep_forever()


async def scope():
    with trio.move_on_after(1):
        pass


async def clock():
    print(trio.current_time())


async def in_asyncio():
    for f in (sleeps, yields, checkpoint, shielded, waits, forever, scope, clock):
        try:
            await f()
            print(f.__name__, "fine")
        except Exception as e:
            print(f.__name__, type(e).__name__, e)
    await asyncio.sleep(1)
    return asyncio.get_running_loop().create_future()


future = asyncio.run(in_asyncio())


async def a_sleeps():
    await asyncio.sleep(1)


async def a_yields():
    await asyncio.sleep(0)


async def a_event():
    await asyncio.Event().wait()


async def a_lock():
    lock = asyncio.Lock()
    await lock.acquire()
    await lock.acquire()


async def a_future():
    await future


async def a_queue():
    await asyncio.Queue().get()


async def a_timeout():
    async with asyncio.timeout(1):
        pass


async def a_group():
    async with asyncio.TaskGroup():
        pass


async def a_current():
    print(asyncio.current_task())


async def in_trio():
    for f in (a_sleeps, a_yields, a_event, a_lock, a_future, a_queue, a_timeout, a_group, a_current):
        try:
            await f()
            print(f.__name__, "fine")
        except Exception as e:
            print(f.__name__, type(e).__name__, e)
    await trio.sleep(0)
    return "trio again"


print(trio.run(in_trio))


asyncio.run(in_asyncio())
