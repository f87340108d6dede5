# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


counter = 0


async def unsafe(n):
    global counter
    for _ in range(n):
        value = counter
        await asyncio.sleep(0)
        counter = value + 1


async def safe(n, lock):
    global counter
    for _ in range(n):
        async with lock:
            value = counter
            await asyncio.sleep(0)
            counter = value + 1


async def main():
    global counter
    await asyncio.gather(unsafe(5), unsafe(5), unsafe(5))
    print("lost updates:", counter)
    counter = 0
    lock = asyncio.Lock()
    await asyncio.gather(safe(5, lock), safe(5, lock), safe(5, lock))
    print("with a lock:", counter)


asyncio.run(main())
