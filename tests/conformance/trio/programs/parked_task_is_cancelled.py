# rules: E1
import trio


async def parker(lot, name, scopes):
    with trio.CancelScope() as scopes[name]:
        await lot.park()
        print(name, "unparked")


async def main():
    lot = trio.lowlevel.ParkingLot()
    scopes = {}
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c", "d"]:
            nursery.start_soon(parker, lot, name, scopes)
        await trio.sleep(1)
        scopes["b"].cancel()
        print(lot.statistics().tasks_waiting)
        lot.unpark(count=2)
        await trio.sleep(1)
        print(lot.statistics().tasks_waiting)
        lot.unpark_all()


trio.run(main)
