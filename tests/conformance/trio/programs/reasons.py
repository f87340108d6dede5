# rules: C16
import trio


async def victim(name):
    try:
        await trio.sleep(1)
    except trio.Cancelled as cancelled:
        print(name, cancelled.source, cancelled.reason)
        raise


async def fails():
    await trio.sleep(0.1)
    raise ValueError("why")


async def main():
    with trio.move_on_after(0.1):
        await victim("deadline")
    with trio.CancelScope() as scope:
        scope.cancel("enough")
        scope.cancel("too late")
        await victim("explicit")
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            outer.cancel("outer")
            inner.cancel("inner")
            await victim("outer first")
    with trio.CancelScope() as scope:
        scope.cancel()
        await victim("no reason")
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(victim, "nursery")
            nursery.start_soon(fails)
    except* ValueError:
        print("caught")
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(victim, "body")
            await trio.sleep(0.1)
            raise KeyError("body")
    except* KeyError:
        print("caught")


trio.run(main)
