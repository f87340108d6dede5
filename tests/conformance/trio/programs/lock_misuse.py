# rules: E2
import trio


async def holder(lock):
    async with lock:
        await trio.sleep(2)


async def main():
    for lock in [trio.Lock(), trio.StrictFIFOLock()]:
        print(lock.locked(), lock.statistics().locked)
        try:
            lock.release()
        except RuntimeError as error:
            print(error)
        async with lock:
            for again in [lock.acquire_nowait, lock.acquire]:
                try:
                    result = again()
                    await result
                except RuntimeError as error:
                    print(error)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(holder, lock, name="holder")
            await trio.sleep(1)
            print(lock.statistics().owner.name, lock.statistics().tasks_waiting)
            try:
                lock.release()
            except RuntimeError as error:
                print(error)
            try:
                lock.acquire_nowait()
            except trio.WouldBlock:
                print("would block")


trio.run(main)
