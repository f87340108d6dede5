# rules: D3 D8 D9 L11
import trio


async def stubborn(name):
    try:
        await trio.sleep(5)
    except trio.Cancelled:
        print(name, "swallows it at", trio.current_time())


async def main():
    with trio.move_on_after(1) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(stubborn, "one")
            nursery.start_soon(stubborn, "two")
        print("clean exit at", trio.current_time())
    print("caught", scope.cancelled_caught, "called", scope.cancel_called)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(stubborn, "three")
        await trio.sleep(0.5)
        nursery.cancel_scope.cancel()
    print("caught", nursery.cancel_scope.cancelled_caught)


trio.run(main)
