# rules: G1 G5
# Threads of a pool beside a loop: in what order, for how long, and what is cancelled.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def now():
    return asyncio.get_running_loop().time()


def work(name, seconds):
    print(name, "begins")
    time.sleep(seconds)
    print(name, "ends")
    if seconds == 0.75:
        raise ValueError(name)
    return seconds * 10


async def ticker():
    for i in range(8):
        print("tick", i, now())
        await asyncio.sleep(0.5)


async def main():
    loop = asyncio.get_running_loop()
    ticks = asyncio.create_task(ticker())
    with ThreadPoolExecutor(max_workers=2) as pool:
        print(await loop.run_in_executor(pool, work, "one", 1), now())
        calls = [loop.run_in_executor(pool, work, name, seconds)
                 for name, seconds in (("a", 1), ("b", 0.75), ("c", 0.25), ("d", 0.25))]
        await asyncio.sleep(0.1)
        print(calls[3].cancel(), calls[0].cancel())
        print(await asyncio.gather(*calls, return_exceptions=True), now())
    print("pool is over", now())
    try:
        loop.run_in_executor(pool, work, "late", 1)
    except RuntimeError as error:
        print(error)
    with ThreadPoolExecutor(1, "named") as pool:
        call = loop.run_in_executor(pool, work, "blocks", 1)
    print("the loop stood still", now(), call.done())
    print(await call, now())
    print(await asyncio.to_thread(work, "to_thread", 0.25), now())
    try:
        await asyncio.wait_for(asyncio.to_thread(work, "slow", 1), 0.5)
    except TimeoutError:
        print("timeout", now())
    loop.set_default_executor(ThreadPoolExecutor(1))
    print(await asyncio.gather(*(asyncio.to_thread(work, i, 0.25) for i in range(3))), now())
    try:
        loop.set_default_executor(None)
    except TypeError as error:
        print(error)
    await ticks


asyncio.run(main())
