# rules: C12
import trio


async def main():
    with trio.CancelScope(shield=True) as scope:
        scope.cancel()
        await trio.sleep(1)
        print("not reached")
    print(scope.cancelled_caught)
    with trio.move_on_after(1, shield=True) as scope:
        await trio.sleep(2)
        print("not reached")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
