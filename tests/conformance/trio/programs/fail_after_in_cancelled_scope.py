# rules: C14 L27
import trio


async def main():
    with trio.move_on_after(0.5) as outer:
        with trio.fail_after(1) as inner:
            await trio.sleep(2)
    print(outer.cancelled_caught, inner.cancelled_caught, inner.cancel_called)


trio.run(main)
