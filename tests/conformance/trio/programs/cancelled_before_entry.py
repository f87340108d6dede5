# rules: C4 C9
import trio


async def main():
    scope = trio.CancelScope()
    scope.cancel("before it began")
    print(scope.cancel_called)
    with scope:
        print("entered")
        await trio.sleep(0)
        print("not reached")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
