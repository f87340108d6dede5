# rules: C16
import trio


def plain(text):
    parts = text.split(" at 0x")
    return parts[0] + "".join([part[12:] for part in parts[1:]])


async def victim():
    try:
        await trio.sleep_forever()
    except trio.Cancelled as cancelled:
        print(plain(str(cancelled)), plain(repr(cancelled)))
        raise


async def fails():
    await trio.sleep(1)
    raise ValueError("why")


async def main():
    with trio.move_on_after(1):
        await victim()
    for reason in [None, "enough"]:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(victim)
            await trio.sleep(1)
            nursery.cancel_scope.cancel(reason)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(victim, name="v")
            nursery.start_soon(fails, name="f")
    except* ValueError:
        print("caught")
    try:
        trio.Cancelled()
    except TypeError as error:
        print("TypeError")


trio.run(main)
