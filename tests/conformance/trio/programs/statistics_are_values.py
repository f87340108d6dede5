# rules: E1
import trio

def answer(question):
    try:
        print(question())
    except BaseException as error:
        print(type(error).__name__, error)

async def main():
    kinds = [trio.Event, trio.Lock, trio.StrictFIFOLock, lambda: trio.Semaphore(1), trio.Condition,
             lambda: trio.CapacityLimiter(2), trio.lowlevel.ParkingLot, lambda: trio.open_memory_channel(3)[0]]
    for make in kinds:
        one, other = make().statistics(), make().statistics()
        print(one, one == other, one != other, one is other, one == 0)
        answer(lambda: len({one, other}))
        answer(lambda: one < other)
        answer(lambda: setattr(one, "current_buffer_used" if "used" in repr(one) else "tasks_waiting", 3))
        answer(lambda: one.no_such_thing)
    event = trio.Event()
    before = event.statistics()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(event.wait)
        await trio.sleep(1)
        print(before, event.statistics(), before == event.statistics())
        event.set()
    print(trio.Event().statistics() == trio.Semaphore(1).statistics())
    print(trio.Lock().statistics() == trio.StrictFIFOLock().statistics())
    print(trio.EventStatistics(3), trio.EventStatistics(tasks_waiting=3) == trio.EventStatistics(3))
    answer(lambda: trio.EventStatistics())
    answer(lambda: trio.LockStatistics(True))

trio.run(main)
