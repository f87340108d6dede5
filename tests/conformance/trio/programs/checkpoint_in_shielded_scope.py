# rules: B1 C12
import trio


async def main():
    with trio.CancelScope() as outer:
        outer.cancel()
        with trio.CancelScope(shield=True) as inner:
            await trio.lowlevel.checkpoint()
            print("shielded")
            inner.cancel()
            print(trio.current_effective_deadline())
            await trio.lowlevel.checkpoint()
            print("not reached")
        print(inner.cancelled_caught, outer.cancelled_caught)
        await trio.lowlevel.checkpoint()
        print("not reached")
    print(outer.cancelled_caught)


trio.run(main)
