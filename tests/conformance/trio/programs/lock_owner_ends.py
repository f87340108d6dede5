# rules: E2 L32
import trio


async def owner(lock):
    await lock.acquire()
    await trio.sleep(1)


async def waiter(lock, name):
    try:
        await lock.acquire()
    except trio.BrokenResourceError as error:
        print(name, str(error).split(":")[0], trio.current_time())


async def main():
    lock = trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(owner, lock)
        await trio.lowlevel.checkpoint()
        nursery.start_soon(waiter, lock, "a")
        nursery.start_soon(waiter, lock, "b")
        await trio.sleep(2)
        try:
            lock.acquire_nowait()
        except trio.WouldBlock:
            print("would block")
        await waiter(lock, "late")


trio.run(main)
