# Threads that have coroutines run by the loop: they wait for the result, lose patience, take it back.
import asyncio
import concurrent.futures
import time


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


async def double(x, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(now(), "nobody wants the double of", x)
        raise
    if x < 0:
        raise ValueError(f"not of {x}")
    return 2 * x


def asks(loop):
    print(asyncio.run_coroutine_threadsafe(double(21, 0.25), loop).result())
    try:
        asyncio.run_coroutine_threadsafe(double(-1, 0.25), loop).result(timeout=1)
    except ValueError as error:
        print("the thread hears", error)
    future = asyncio.run_coroutine_threadsafe(double(5, 2), loop)
    try:
        future.result(timeout=0.5)
    except concurrent.futures.TimeoutError:
        print("no patience", future.cancel(), future.cancelled(), future.done())
    both = [asyncio.run_coroutine_threadsafe(double(n, n / 4), loop) for n in (2, 1)]
    for each in concurrent.futures.as_completed(both):
        print("as they come", each.result())
    time.sleep(0.25)
    loop.call_soon_threadsafe(print, "from the thread")
    return time.monotonic()


async def ticks():
    for i in range(4):
        print(now(), "tick", i)
        await asyncio.sleep(0.5)


async def main():
    loop = asyncio.get_running_loop()
    ticking = asyncio.create_task(ticks())
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        print(await loop.run_in_executor(pool, asks, loop), now())
        first, second = (loop.run_in_executor(pool, time.sleep, 0.5) for _ in range(2))
        await asyncio.sleep(0.25)
        print(first.cancel(), second.cancel(), now())
    print(now(), await asyncio.gather(first, second, ticking, return_exceptions=True))


asyncio.run(main())
