# rules: E2 L31
import trio


async def waiter(lock, name):
    async with lock:
        print(name, lock.statistics().tasks_waiting)


async def main():
    lock = trio.Lock()
    async with trio.open_nursery() as nursery:
        async with lock:
            for name in ["a", "b", "c"]:
                nursery.start_soon(waiter, lock, name)
            await trio.sleep(1)
        print(lock.locked())
        try:
            lock.acquire_nowait()
        except trio.WouldBlock:
            print("it is somebody else's already")
        await lock.acquire()
        print("after those who came first")
        lock.release()


trio.run(main)
