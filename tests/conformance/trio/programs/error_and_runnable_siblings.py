# rules: D4 L6
import trio


async def worker(name):
    await trio.lowlevel.checkpoint()
    print(name, "first")
    if name == "b":
        raise KeyError(name)
    await trio.lowlevel.checkpoint()
    print(name, "second")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            for name in ["a", "b", "c"]:
                nursery.start_soon(worker, name)
    except* KeyError as group:
        print(group.exceptions)


trio.run(main)
