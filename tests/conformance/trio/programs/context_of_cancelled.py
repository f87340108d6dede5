# rules: B8
import trio


async def victim(name):
    try:
        await trio.sleep(5)
    except trio.Cancelled as cancelled:
        print(name, repr(cancelled.__context__))
        raise


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(victim, "cancelled while an error is handled")
        await trio.sleep(1)
        try:
            raise ValueError("handled")
        except ValueError:
            nursery.cancel_scope.cancel()
    with trio.move_on_after(1):
        await victim("deadline")
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(victim, "body failed")
            await trio.sleep(1)
            raise KeyError("body")
    except* KeyError:
        pass


trio.run(main)
