# rules: E1
import trio


async def parker(lot, name):
    await lot.park()
    print(name)


async def main():
    first, second = trio.lowlevel.ParkingLot(), trio.lowlevel.ParkingLot()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(parker, second, "already there")
        for name in ["a", "b", "c", "d"]:
            nursery.start_soon(parker, first, name)
        await trio.sleep(1)
        first.repark(second, count=2)
        print(first.statistics().tasks_waiting, second.statistics().tasks_waiting)
        second.unpark(count=2)
        await trio.sleep(1)
        first.repark_all(second)
        print(first.statistics().tasks_waiting, second.statistics().tasks_waiting)
        for _ in range(3):
            second.unpark()
            await trio.sleep(1)
        try:
            first.repark("no lot")
        except TypeError:
            print("TypeError")


trio.run(main)
