# rules: E1
import trio

def answer(question):
    try:
        print(question())
    except BaseException as error:
        print(type(error).__name__, error)

lot = trio.lowlevel.ParkingLot()
tasks = []

async def main():
    tasks.append(trio.lowlevel.current_task())
    answer(lambda: trio.lowlevel.add_parking_lot_breaker(1, lot))
    answer(lambda: trio.lowlevel.add_parking_lot_breaker(None, lot))
    answer(lambda: trio.lowlevel.remove_parking_lot_breaker(1, lot))
    answer(lambda: trio.lowlevel.remove_parking_lot_breaker(tasks[0], 2))
    answer(lambda: trio.lowlevel.remove_parking_lot_breaker(tasks[0], lot))

trio.run(main)
answer(lambda: lot.break_lot())
answer(lambda: lot.break_lot(tasks[0]))
print(lot.broken_by == tasks)
answer(lambda: trio.CancelScope().cancel_called)
answer(lambda: trio.open_nursery())
print(trio.open_nursery(strict_exception_groups=True))
