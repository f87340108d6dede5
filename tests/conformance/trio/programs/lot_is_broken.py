# rules: E1
import trio


def plain(text):
    parts = str(text).split(" at 0x")
    return parts[0] + "".join([part[12:] for part in parts[1:]])


async def parker(lot, name):
    try:
        await lot.park()
    except trio.BrokenResourceError as error:
        print(name, plain(error))


async def main():
    lot = trio.lowlevel.ParkingLot()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(parker, lot, "a")
        nursery.start_soon(parker, lot, "b")
        await trio.sleep(1)
        lot.break_lot()
        print(len(lot.broken_by), lot.broken_by[0] is trio.lowlevel.current_task())
        await trio.sleep(1)
        nursery.start_soon(parker, lot, "late")
        await trio.sleep(1)
        lot.break_lot()
        print(len(lot.broken_by), lot.unpark_all())
        lot.repark_all(trio.lowlevel.ParkingLot())


trio.run(main)
