# rules: D2 D3
import trio


async def last(name):
    print(name, "runs", trio.current_time())
    await trio.sleep(0.1)
    print(name, "ends", trio.current_time())


async def chain(nursery, depth):
    await trio.sleep(0.1)
    if depth > 0:
        nursery.start_soon(chain, nursery, depth - 1, name=f"chain{depth - 1}")
    nursery.start_soon(last, f"last{depth}", name=f"last{depth}")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(chain, nursery, 2, name="chain2")
        print("body ends")
    print("after", trio.current_time())


trio.run(main)
