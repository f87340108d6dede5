# rules: C3 C12 L18
import trio


async def main():
    with trio.CancelScope() as outer:
        outer.cancel()
        with trio.CancelScope() as inner:
            try:
                await trio.sleep(1)
            except trio.Cancelled:
                print("swallowed")
            inner.shield = True
            await trio.sleep(1)
            print("slept under the shield", trio.current_time())
            inner.shield = False
            print("still running")
        print("between")
        await trio.sleep(1)
        print("not run")
    print(inner.cancelled_caught, outer.cancelled_caught, trio.current_time())


trio.run(main)
