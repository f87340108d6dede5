# rules: L2 L3 C7
import trio


async def main():
    with trio.move_on_after(1) as scope:
        await trio.sleep(1)
        print("not reached")
    print(scope.cancelled_caught, trio.current_time())
    with trio.move_on_at(2) as outer:
        with trio.move_on_at(2) as inner:
            await trio.sleep(5)
        print("not reached")
    print(inner.cancelled_caught, outer.cancelled_caught, inner.cancel_called)


trio.run(main)
