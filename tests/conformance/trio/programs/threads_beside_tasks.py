# rules: F8
import time
import trio


def work(name, seconds):
    print(name, "begins", round(time.time(), 3))
    time.sleep(seconds)
    print(name, "ends", round(time.time(), 3))
    return name.upper()


async def call(name, seconds):
    print(await trio.to_thread.run_sync(work, name, seconds), trio.current_time())


async def ticker():
    for i in range(4):
        print("tick", i, trio.current_time())
        await trio.sleep(0.25)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(call, "a", 0.5)
        nursery.start_soon(call, "b", 0.25)
        nursery.start_soon(ticker)
    print("all", trio.current_time())
    print(trio.to_thread.current_default_thread_limiter().total_tokens)


trio.run(main)
