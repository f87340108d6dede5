# rules: A10
import trio


async def first(a, b):
    async with a:
        await trio.lowlevel.checkpoint()
        async with b:
            print("not reached")


async def main():
    a, b = trio.Lock(), trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(first, a, b)
        nursery.start_soon(first, b, a)


trio.run(main)
