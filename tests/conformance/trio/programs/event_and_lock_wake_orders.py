# rules: L30 A9
import trio


async def lock_user(lock, name, turns):
    for _ in range(turns):
        await trio.lowlevel.checkpoint()
    async with lock:
        print("lock", name)


async def event_user(event, name, turns):
    for _ in range(turns):
        await trio.lowlevel.checkpoint()
    await event.wait()
    print("event", name)


async def main():
    lock, event = trio.Lock(), trio.Event()
    async with trio.open_nursery() as nursery:
        async with lock:
            for name in [1, 2, 3]:
                nursery.start_soon(lock_user, lock, name, 9 - 3 * name)
                nursery.start_soon(event_user, event, name, 9 - 3 * name)
            await trio.sleep(1)
            event.set()


trio.run(main)
