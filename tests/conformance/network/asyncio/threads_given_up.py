# Threads whose tasks are cancelled or lose their patience; a semaphore says how many may run.
import asyncio
import time

stop = []


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


def slow(name, seconds):
    time.sleep(seconds)
    print(name, "is done at", time.monotonic(), "whoever waits")
    return name


def polite(name):
    turns = 0
    while not stop:
        time.sleep(0.2)
        turns += 1
    return name, turns


async def limited(semaphore, name, seconds):
    async with semaphore:
        try:
            return await asyncio.wait_for(asyncio.to_thread(slow, name, seconds), 0.6)
        finally:
            print(now(), name, "gives its place back")


async def main():
    semaphore = asyncio.Semaphore(2)
    print(await asyncio.gather(*(limited(semaphore, name, seconds) for name, seconds in
                                 (("a", 0.5), ("b", 1), ("c", 0.5), ("d", 0.25))),
                               return_exceptions=True), now())
    polite_one = asyncio.create_task(asyncio.to_thread(polite, "polite"))
    await asyncio.sleep(0.5)
    try:
        await asyncio.wait_for(asyncio.shield(polite_one), 0.25)
    except TimeoutError:
        print(now(), "it is asked to stop")
        stop.append(True)
    print(await polite_one, now())
    async with asyncio.timeout(5):
        async with asyncio.TaskGroup() as group:
            kept = group.create_task(asyncio.to_thread(slow, "kept", 1))
            left = group.create_task(asyncio.to_thread(slow, "left", 2))
            await asyncio.sleep(0.25)
            left.cancel("not needed")
    print(kept.result(), left.cancelled(), now())


asyncio.run(main())
print("the end", time.monotonic())
