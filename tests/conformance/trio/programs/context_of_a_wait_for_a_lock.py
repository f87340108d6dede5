# rules: B8 E2
import trio


async def holder(lock):
    async with lock:
        await trio.sleep(5)


async def main():
    lock, semaphore, limiter = trio.Lock(), trio.Semaphore(0), trio.CapacityLimiter(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(holder, lock)
        await trio.lowlevel.checkpoint()
        for thing in [lock, semaphore, limiter]:
            with trio.move_on_after(1):
                try:
                    await thing.acquire()
                except trio.Cancelled as cancelled:
                    print(type(thing).__name__, repr(cancelled.__context__))
                    raise
        nursery.cancel_scope.cancel()


trio.run(main)
