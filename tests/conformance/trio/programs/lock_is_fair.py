# rules: E2 L20 L30 L31
# needs: trio.Lock
import trio


async def user(lock, name, delay):
    await trio.sleep(delay)
    async with lock:
        print(name, "has it", trio.current_time())
        await trio.sleep(0.1)
    print(name, "gave it back")


async def main():
    lock = trio.Lock()
    async with trio.open_nursery() as nursery:
        for number in [1, 2, 3]:
            nursery.start_soon(user, lock, f"u{number}", 0.4 - 0.1 * number)
        async with lock:
            await trio.sleep(0.5)
        print(lock.locked())
        try:
            lock.acquire_nowait()
        except trio.WouldBlock:
            print("would block")
    print(lock.locked())


trio.run(main)
