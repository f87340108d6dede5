# rules: B7 L8
import trio


async def waiter(event):
    try:
        await event.wait()
        print("not reached")
    except trio.Cancelled:
        print("Cancelled, though the event is set:", event.is_set())
        raise


async def main():
    event = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, event)
        await trio.sleep(1)
        nursery.cancel_scope.cancel()
        event.set()


trio.run(main)
