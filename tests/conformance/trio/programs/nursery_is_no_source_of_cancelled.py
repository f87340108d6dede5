# rules: D9 L10 L11
import trio


async def main():
    with trio.CancelScope() as scope:
        scope.cancel()
        async with trio.open_nursery():
            print("body")
        print("exit passed")
        async with trio.open_nursery() as nursery:
            nursery.cancel_scope.cancel()
        print("and again")
        await trio.sleep(1)
        print("not reached")
    print(scope.cancelled_caught)


trio.run(main)
