import time

import trio


async def ticker():
    for i in range(6):
        print("tick", i)
        await trio.sleep(0.1)


async def hog():
    await trio.sleep(0.15)
    with trio.move_on_after(0.1) as scope:
        time.sleep(0.5)  # stands for half a second of computing
        print("burned")
    print("caught", scope.cancelled_caught)
    with trio.move_on_after(0.1) as scope:
        time.sleep(0.5)
        await trio.lowlevel.checkpoint()
        print("never")
    print("caught", scope.cancelled_caught)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker, name="ticker")
        nursery.start_soon(hog, name="hog")
    print("end")


trio.run(main)
