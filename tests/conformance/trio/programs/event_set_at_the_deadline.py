# rules: C7 B7
import trio


async def setter(event, scope):
    await trio.sleep(1)
    event.set()
    print("set", scope.cancel_called)


async def main():
    event = trio.Event()
    async with trio.open_nursery() as nursery:
        scope = trio.CancelScope(deadline=1)
        nursery.start_soon(setter, event, scope)
        with scope:
            await event.wait()
            print("not reached")
        print(scope.cancelled_caught, event.is_set())


trio.run(main)
