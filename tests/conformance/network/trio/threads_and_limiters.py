import time

import trio


def work(n):
    for i in range(3):
        time.sleep(0.1)
        trio.from_thread.run_sync(print, n, i, trio.from_thread.run_sync(trio.current_time))
    return n


def checks():
    while True:
        time.sleep(0.1)
        trio.from_thread.check_cancelled()


async def limited(lim, n):
    r = await trio.to_thread.run_sync(work, n, limiter=lim)
    print("got", r, lim.borrowed_tokens)


async def main():
    lim = trio.CapacityLimiter(1)
    async with trio.open_nursery() as n:
        for i in range(3):
            n.start_soon(limited, lim, i)
    with trio.move_on_after(0.35) as s:
        await trio.to_thread.run_sync(checks)
    print(s.cancelled_caught, trio.current_time())
    with trio.move_on_after(0.15) as s:
        await trio.to_thread.run_sync(time.sleep, 1, abandon_on_cancel=True)
    print(s.cancelled_caught, trio.current_time())
    async def aw():
        await trio.sleep(0.25)
        return "async"
    print(await trio.to_thread.run_sync(lambda: trio.from_thread.run(aw)), trio.current_time())
    send, recv = trio.open_memory_channel(0)
    def producer():
        for i in range(3):
            time.sleep(0.2)
            trio.from_thread.run(send.send, i)
        trio.from_thread.run_sync(send.close)
    async with trio.open_nursery() as n:
        n.start_soon(trio.to_thread.run_sync, producer)
        async for x in recv:
            print(x, trio.current_time())
    try:
        await trio.to_thread.run_sync(lambda: 1 / 0)
    except ZeroDivisionError as e:
        print(e)
    try:
        trio.from_thread.run_sync(print)
    except RuntimeError as e:
        print(e)


trio.run(main)
