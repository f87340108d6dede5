# rules: E1
import math

import trio


async def parker(lot, name):
    await lot.park()
    print(name, trio.current_time())


async def main():
    lot = trio.lowlevel.ParkingLot()
    print(len(lot), bool(lot), lot.statistics())
    async with trio.open_nursery() as nursery:
        for number in range(7):
            nursery.start_soon(parker, lot, number, name=f"p{number}")
        await trio.sleep(1)
        print(len(lot), lot.statistics().tasks_waiting)
        print([task.name for task in lot.unpark()])
        print([task.name for task in lot.unpark(count=2)])
        await trio.sleep(1)
        print([task.name for task in lot.unpark(count=math.inf)])
        print(lot.unpark_all(), lot.unpark(count=3))
        try:
            lot.unpark(count=1.5)
        except ValueError as error:
            print(error)


trio.run(main)
