# rules: C8 C16
import time

import trio


async def main():
    with trio.CancelScope() as outer:
        with trio.move_on_after(1) as inner:
            time.sleep(2)
            outer.cancel("outer")
            try:
                await trio.sleep(1)
            except trio.Cancelled as cancelled:
                print(cancelled)
                raise
    print(inner.cancel_called, inner.cancelled_caught, outer.cancelled_caught)


trio.run(main)
