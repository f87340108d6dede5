# rules: C9
import trio


async def main():
    with trio.move_on_after(0) as scope:
        print("no checkpoint, nothing happens")
    print(scope.cancel_called, scope.cancelled_caught)
    with trio.move_on_after(0) as scope:
        await trio.lowlevel.checkpoint()
        print("not reached")
    print(scope.cancel_called, scope.cancelled_caught)
    with trio.move_on_at(-5) as scope:
        await trio.lowlevel.checkpoint()
    print(scope.deadline, scope.cancelled_caught)


trio.run(main)
