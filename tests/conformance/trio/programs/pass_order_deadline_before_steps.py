# rules: A1 A3
import trio


async def setter(event):
    await trio.sleep(1)
    event.set()
    print("set", trio.current_time())


async def main():
    event = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(setter, event)
        with trio.move_on_after(1) as scope:
            await event.wait()
            print("not reached: the deadline expired before any task stepped")
        print(scope.cancelled_caught, event.is_set())


trio.run(main)
