# rules: C4
import trio


async def main():
    with trio.CancelScope() as scope:
        scope.cancel("first")
        scope.cancel("second")
        scope.deadline = trio.current_time() + 100
        try:
            await trio.sleep(1)
        except trio.Cancelled as cancelled:
            print(cancelled.reason, scope.cancel_called)
            raise
    scope.cancel("third")
    print(scope.cancelled_caught, scope.cancel_called)
    fresh = trio.CancelScope()
    with fresh:
        await trio.sleep(1)
    fresh.cancel()
    print(fresh.cancel_called, fresh.cancelled_caught, trio.current_time())


trio.run(main)
