# rules: B1 B4 L6
import trio


async def first():
    await trio.sleep(0)
    raise KeyError("first")


async def second(name):
    try:
        await trio.sleep(0)
        print(name, "went on")
    finally:
        print(name, "over")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(first)
            nursery.start_soon(second, "s")
            nursery.start_soon(second, "t")
    except* KeyError:
        print("caught")


trio.run(main)
