# rules: F8
import trio


async def load(name):
    try:
        async with await trio.open_file(name) as file:
            print(name, await file.read())
    except trio.Cancelled:
        print(name, "cancelled", trio.current_time())
        raise


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(load, "fast.txt")
            nursery.start_soon(load, "missing.txt")
            nursery.start_soon(load, "slow.txt")
    except* FileNotFoundError as group:
        print([str(exc) for exc in group.exceptions], trio.current_time())


trio.run(main)
