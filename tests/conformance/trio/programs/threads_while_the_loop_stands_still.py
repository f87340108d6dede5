# rules: F8
import time
import trio


def worker():
    for i in range(4):
        print("thread", i, round(time.time(), 3))
        time.sleep(0.3)
    return "done"


async def hog():
    await trio.sleep(0.1)
    print("hog begins", trio.current_time())
    time.sleep(1)
    print("hog ends", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(hog)
        print(await trio.to_thread.run_sync(worker), trio.current_time())
    def late():
        time.sleep(0.5)
        print("late thread", round(time.time(), 3))
    with trio.move_on_after(0.1):
        await trio.to_thread.run_sync(late, abandon_on_cancel=True)


trio.run(main)
print("run over", round(time.time(), 3))
time.sleep(1)
print("end", round(time.time(), 3))
