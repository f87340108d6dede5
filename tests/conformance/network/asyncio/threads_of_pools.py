import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def now():
    return asyncio.get_running_loop().time()


def block(n):
    time.sleep(n)
    return n


def call_back(loop, f):
    time.sleep(0.3)
    loop.call_soon_threadsafe(f.set_result, "from thread")


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.run_in_executor(None, call_back, loop, f)
    print(await f, now())
    async def hb():
        for _ in range(4):
            await asyncio.sleep(0.25)
            print("hb", now())
    h = asyncio.create_task(hb())
    try:
        async with asyncio.timeout(0.5):
            await asyncio.to_thread(block, 2)
    except TimeoutError:
        print("timeout", now())
    await h
    with ThreadPoolExecutor(3) as ex:
        fs = [loop.run_in_executor(ex, block, x) for x in (0.3, 0.1, 0.2)]
        for f in asyncio.as_completed(fs):
            print(await f, now())
        d, p = await asyncio.wait([loop.run_in_executor(ex, block, x) for x in (0.3, 0.1)], return_when=asyncio.FIRST_COMPLETED)
        print(len(d), len(p), now())
    print(now())
    async with asyncio.TaskGroup() as g:
        ts = [g.create_task(asyncio.to_thread(block, x)) for x in (0.2, 0.1)]
    print([t.result() for t in ts], now())
    def coro_from_thread(loop):
        async def c():
            await asyncio.sleep(0.2)
            raise KeyError("k")
        fut = asyncio.run_coroutine_threadsafe(c(), loop)
        try:
            fut.result()
        except KeyError as e:
            return repr(e), fut.done(), repr(fut.exception())
    print(await asyncio.to_thread(coro_from_thread, loop), now())


asyncio.run(main())
print("done")
