# rules: A2 C3
# until: 1
import trio


async def ticker(name, period):
    ticks = 0
    while True:
        await trio.sleep(period)
        ticks += 1
        print(name, ticks)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker, "fast", 0.25, name="fast")
        nursery.start_soon(ticker, "slow", 0.4, name="slow")
    print("never")


trio.run(main)
