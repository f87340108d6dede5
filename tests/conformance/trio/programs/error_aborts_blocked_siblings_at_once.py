# rules: D4 D14
import trio


async def bad():
    await trio.sleep(1)
    raise ValueError("bad")


async def sibling(name):
    try:
        await trio.sleep(5)
    except trio.Cancelled as cancelled:
        print(name, trio.current_time(), cancelled.source)
        raise


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(sibling, "before")
            nursery.start_soon(bad)
            nursery.start_soon(sibling, "after")
            await sibling("body")
    except* ValueError as group:
        print(repr(group), trio.current_time())


trio.run(main)
