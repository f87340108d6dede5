# rules: L4 C5
import trio


async def main():
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            inner.cancel()
            try:
                await trio.sleep(1)
            except trio.Cancelled:
                outer.cancel()
                raise
        print("not reached")
    print(inner.cancelled_caught, outer.cancelled_caught)


trio.run(main)
