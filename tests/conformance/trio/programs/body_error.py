# rules: B8 D3 D4 D5
import trio


async def child(name):
    try:
        await trio.sleep(1)
    except trio.Cancelled:
        print(name, "cancelled at", trio.current_time())
        raise


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, "a")
            nursery.start_soon(child, "b")
            await trio.sleep(0.25)
            raise ValueError("body")
    except* ValueError as group:
        print("caught", group.exceptions[0], trio.current_time())
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, "never runs far")
            raise KeyError("before the first step")
    except* KeyError as group:
        print("caught", group.exceptions[0], len(group.exceptions))
    try:
        async with trio.open_nursery():
            raise OSError("no children")
    except* OSError as group:
        print("caught", group.exceptions[0])


trio.run(main)
