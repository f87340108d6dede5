# rules: A6 C2
import trio


async def leaf(name):
    try:
        await trio.sleep_forever()
    finally:
        print(name, "leaves")


async def branch(name):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(leaf, name + "0")
        nursery.start_soon(leaf, name + "1")
        with trio.CancelScope():
            await leaf(name + "body")


async def main():
    with trio.move_on_after(1):
        async with trio.open_nursery() as nursery:
            for name in ["p", "q", "r"]:
                nursery.start_soon(branch, name)
            await leaf("main")


trio.run(main)
