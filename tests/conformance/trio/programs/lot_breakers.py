# rules: E1
import trio


async def breaker(lot):
    trio.lowlevel.add_parking_lot_breaker(trio.lowlevel.current_task(), lot)
    await trio.sleep(1)


async def main():
    lot = trio.lowlevel.ParkingLot()
    me = trio.lowlevel.current_task()
    try:
        trio.lowlevel.remove_parking_lot_breaker(me, lot)
    except RuntimeError as error:
        print(error)
    trio.lowlevel.add_parking_lot_breaker(me, lot)
    trio.lowlevel.remove_parking_lot_breaker(me, lot)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(breaker, lot)
        try:
            await lot.park()
        except trio.BrokenResourceError:
            print("broken when the task ended", trio.current_time())
    gone = lot.broken_by[0]
    try:
        trio.lowlevel.add_parking_lot_breaker(gone, lot)
    except trio.BrokenResourceError as error:
        print(error)


trio.run(main)
