# rules: C15 D12
import trio


async def careless():
    trio.CancelScope().__enter__()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(careless)
    print("not noticed")


trio.run(main)
