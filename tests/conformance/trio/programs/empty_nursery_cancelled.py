# rules: B1 D3 D9 L10
import trio


async def main():
    with trio.CancelScope() as scope:
        scope.cancel()
        async with trio.open_nursery():
            print("body")
        print("after the nursery")
        await trio.sleep(0)
        print("not run")
    print(scope.cancelled_caught)
    async with trio.open_nursery() as nursery:
        nursery.cancel_scope.cancel()
    print(nursery.cancel_scope.cancelled_caught, nursery.cancel_scope.cancel_called)


trio.run(main)
