# rules: A3 C8 C9
import trio


async def main():
    with trio.move_on_after(0) as scope:
        print("nothing happens")
    print(scope.cancelled_caught, scope.cancel_called)
    with trio.move_on_after(0) as scope:
        await trio.sleep(0)
        print("not run")
    print(scope.cancelled_caught)
    await trio.sleep(1)
    with trio.move_on_at(0.5) as scope:
        print(scope.cancel_called)
        async with trio.open_nursery():
            pass
        print("no cancel point so far")
        await trio.sleep(3)
    print(scope.cancelled_caught, trio.current_time())
    scope = trio.CancelScope(deadline=0.5)
    print(scope.cancel_called)


trio.run(main)
