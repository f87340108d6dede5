# rules: C5 L4
import trio


async def main():
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            inner.cancel()
            try:
                await trio.sleep(1)
            except trio.Cancelled:
                print("in flight")
                outer.cancel()
                raise
        print("not run")
    print("inner", inner.cancelled_caught, "outer", outer.cancelled_caught)
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            outer.cancel()
            inner.cancel()
            await trio.sleep(1)
        print("not run")
    print("inner", inner.cancelled_caught, "outer", outer.cancelled_caught)
    with trio.CancelScope() as outer:
        with trio.CancelScope(shield=True) as inner:
            outer.cancel()
            inner.cancel()
            await trio.sleep(1)
        print("run, but no further than a checkpoint")
        await trio.sleep(0)
        print("not run")
    print("inner", inner.cancelled_caught, "outer", outer.cancelled_caught)


trio.run(main)
