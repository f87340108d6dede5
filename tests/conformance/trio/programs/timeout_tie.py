# rules: C7 L2 L3
import trio


async def main():
    with trio.move_on_after(1) as scope:
        await trio.sleep(1)
        print("never")
    print(scope.cancelled_caught, trio.current_time())
    with trio.move_on_at(2) as outer:
        with trio.move_on_at(2) as inner:
            await trio.sleep(5)
        print("not run")
    print("inner", inner.cancelled_caught, inner.cancel_called)
    print("outer", outer.cancelled_caught, outer.cancel_called)
    with trio.move_on_at(3) as outer:
        with trio.move_on_at(2.5) as inner:
            await trio.sleep(5)
        print("between", trio.current_time())
        await trio.sleep(5)
        print("not run either")
    print(inner.cancelled_caught, outer.cancelled_caught)


trio.run(main)
