# rules: G13
# A waiter that is cancelled as it is woken hands the lock on.
import asyncio


async def hold(name, lock):
    async with lock:
        print(name, "has it")
        await asyncio.sleep(0.25)


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(hold(n, lock)) for n in "abc"]
    await asyncio.sleep(0)
    lock.release()
    tasks[0].cancel()
    print(lock.locked(), repr(lock).partition("[")[2])
    print(await asyncio.gather(*tasks, return_exceptions=True))
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
