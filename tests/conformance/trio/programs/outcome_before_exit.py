# rules: A8 D3
import trio


async def child():
    print("child")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child)
        print("body done")
    print("next pass")


print(trio.run(main))
