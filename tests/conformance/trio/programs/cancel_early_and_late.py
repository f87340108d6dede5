# rules: C4
import trio


async def main():
    scope = trio.CancelScope()
    scope.cancel()
    scope.cancel()
    print(scope.cancel_called)
    with scope:
        print("inside")
        await trio.sleep(0)
        print("not run")
    print(scope.cancelled_caught)
    with trio.CancelScope() as scope:
        await trio.sleep(0.1)
    scope.cancel()
    print(scope.cancelled_caught, scope.cancel_called)
    with trio.CancelScope() as scope:
        await trio.sleep(0.1)
        scope.cancel()
        print("last line")
    print(scope.cancelled_caught, scope.cancel_called)
    with trio.move_on_after(0.2) as scope:
        scope.cancel()
        scope.deadline = 100
        await trio.sleep(1)
        print("not run")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
