# rules: B8 C6
import trio


async def main():
    try:
        with trio.move_on_after(1) as scope:
            raise ValueError("at once")
    except ValueError as error:
        print(error, scope.cancelled_caught, scope.cancel_called)
    try:
        with trio.move_on_after(0.5) as scope:
            try:
                await trio.sleep(1)
            except trio.Cancelled:
                raise KeyError("instead")
    except KeyError as error:
        print(error, scope.cancelled_caught, scope.cancel_called)
        print(str(error.__context__))
    with trio.move_on_after(0.5) as scope:
        try:
            await trio.sleep(1)
        finally:
            print("clean-up", trio.current_time())
    print(scope.cancelled_caught)
    try:
        with trio.CancelScope() as scope:
            try:
                raise ValueError("first")
            except ValueError:
                scope.cancel()
                await trio.sleep(1)
    finally:
        print(scope.cancelled_caught)


trio.run(main)
