# rules: B4 D4 L1
import trio


async def good(name):
    try:
        await trio.sleep(0.1)
        print(name, "slept")
    except trio.Cancelled:
        print(name, "cancelled")
        raise


async def bad():
    await trio.sleep(0.1)
    raise ValueError("bad")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(good, "a")
            nursery.start_soon(bad)
            nursery.start_soon(good, "b")
    except* ValueError as group:
        print("caught", len(group.exceptions), trio.current_time())


trio.run(main)
