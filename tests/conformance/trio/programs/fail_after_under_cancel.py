# rules: C5 C14 L27
import trio


async def canceller(scopes):
    await trio.sleep(0.5)
    scopes[0].cancel()


async def main():
    scopes = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(canceller, scopes)
        with trio.CancelScope() as outer:
            scopes.append(outer)
            with trio.fail_after(1) as inner:
                await trio.sleep(3)
            print("not run")
        print(outer.cancelled_caught, inner.cancelled_caught, inner.cancel_called)
    with trio.CancelScope() as outer:
        outer.cancel()
        with trio.fail_after(0):
            await trio.sleep(1)
        print("not run")
    print(outer.cancelled_caught)
    try:
        with trio.fail_at(0.75):
            await trio.sleep_forever()
    except trio.TooSlowError as error:
        print("too slow", trio.current_time())


trio.run(main)
