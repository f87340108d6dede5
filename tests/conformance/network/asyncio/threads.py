import asyncio
import contextvars
import time

who = contextvars.ContextVar("who", default="nobody")


def now():
    return asyncio.get_running_loop().time()


def slow(name, seconds):
    print(name, "begins", time.monotonic())
    time.sleep(seconds)
    print(name, "ends", time.monotonic())
    return name


def fails():
    time.sleep(0.25)
    raise ValueError("in a thread")


def talks(loop, queue):
    for i in range(3):
        time.sleep(0.25)
        loop.call_soon_threadsafe(queue.put_nowait, i)
    asyncio.run_coroutine_threadsafe(queue.put("last"), loop).result()


def asks_for_the_loop():
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        return str(error)


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(asyncio.to_thread(slow, n, s) for n, s in (("a", 1), ("b", 0.5)))))
    try:
        await asyncio.to_thread(fails)
    except ValueError as error:
        print(error, now())
    who.set("main")
    print(await asyncio.to_thread(who.get), await asyncio.to_thread(asks_for_the_loop))
    queue = asyncio.Queue()
    thread = asyncio.create_task(asyncio.to_thread(talks, loop, queue))
    while (item := await queue.get()) != "last":
        print(item, now())
    await thread
    outlived = asyncio.create_task(asyncio.to_thread(slow, "outlived", 2))
    await asyncio.sleep(0.5)
    outlived.cancel()
    try:
        await outlived
    except asyncio.CancelledError:
        print("its task is cancelled, the thread goes on", now())
    many = [loop.run_in_executor(None, slow, i, 0.5) for i in range(3)]
    many[2].cancel()
    print(await asyncio.gather(*many, return_exceptions=True), now())
    print("main ends", now())


asyncio.run(main())
print("after the loop", time.monotonic())
