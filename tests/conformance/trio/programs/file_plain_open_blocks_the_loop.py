# rules: F8
import trio


async def ticker():
    for i in range(4):
        print("tick", i, trio.current_time())
        await trio.sleep(0.2)


async def reader():
    with open("big.txt") as file:
        text = file.read()
    print("read", len(text), trio.current_time())
    await trio.lowlevel.checkpoint()
    print("after", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker)
        nursery.start_soon(reader)


trio.run(main)
