# rules: G13
# A primitive belongs to the loop in which somebody first waited for it.
import asyncio


async def contend(lock):
    async with lock:
        waiter = asyncio.create_task(lock.acquire())
        await asyncio.sleep(0)
    await waiter
    lock.release()


lock = asyncio.Lock()
asyncio.run(contend(lock))
try:
    asyncio.run(contend(lock))
except RuntimeError as error:
    print(str(error).partition(" at ")[0], str(error).partition("]> ")[2])
