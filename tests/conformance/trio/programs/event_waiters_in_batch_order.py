# rules: A9 E1 L30
# needs: trio.Event
import trio


async def waiter(event, name, delay):
    await trio.sleep(delay)
    await event.wait()
    print(name, trio.current_time())
    await event.wait()
    print(name, "again")


async def main():
    event = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, event, 1, 0.3)
        nursery.start_soon(waiter, event, 2, 0.2)
        nursery.start_soon(waiter, event, 3, 0.1)
        await trio.sleep(1)
        print(event.is_set())
        event.set()
        event.set()
        print(event.is_set())


trio.run(main)
