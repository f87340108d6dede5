# rules: D14
import trio


async def ticker(stop):
    while not stop:
        print("pass", trio.current_time())
        await trio.sleep(0)


async def level(depth):
    if depth == 0:
        await trio.sleep(0)
        await trio.sleep(0)
        raise ValueError("bottom")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(level, depth - 1, name=f"level{depth - 1}")
        nursery.start_soon(trio.sleep_forever, name=f"idle{depth - 1}")


async def main():
    stop = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker, stop)
        try:
            await level(3)
        except* ValueError:
            print("caught")
        stop.append(True)


trio.run(main)
