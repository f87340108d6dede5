# rules: E2 L31
# Two loops that want the lock all the time take turns.
import trio


async def eager(name, lock):
    for turn in range(3):
        async with lock:
            print(name, "holds it, turn", turn)
            await trio.sleep(0.5)


async def main():
    lock = trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(eager, "left", lock)
        nursery.start_soon(eager, "right", lock)


trio.run(main)
