# rules: C10 D1 E1
import math
import trio

def masked(thing):
    first, *rest = repr(thing).split(" at 0x")
    return first + "".join([part.lstrip("0123456789abcdef") for part in rest])

async def waits(thing):
    with trio.move_on_after(1):
        await thing()

async def main():
    scope = trio.CancelScope(shield=True)
    print(masked(scope))
    with scope:
        print(masked(scope))
        scope.deadline = 5
        print(masked(scope))
        scope.cancel("enough")
        print(masked(scope))
    print(masked(scope), masked(trio.move_on_at(3)), masked(trio.CancelScope(deadline=-math.inf)))
    lock, fifo, lot, event = trio.Lock(), trio.StrictFIFOLock(), trio.lowlevel.ParkingLot(), trio.Event()
    semaphore, limiter, condition = trio.Semaphore(2, max_value=4), trio.CapacityLimiter(1), trio.Condition()
    send, receive = trio.open_memory_channel(1)
    everything = [lock, fifo, lot, event, semaphore, limiter, condition, send, receive]
    print([masked(thing) for thing in everything])
    print(masked(trio.open_nursery()), masked(trio.fail_after(1)))
    async with trio.open_nursery() as nursery:
        print(masked(nursery), masked(nursery.cancel_scope), masked(nursery.child_tasks))
        await lock.acquire()
        await fifo.acquire()
        await limiter.acquire()
        await semaphore.acquire()
        for wait in (lock.acquire, fifo.acquire, lot.park, event.wait, limiter.acquire):
            nursery.start_soon(waits, wait)
        await trio.sleep(0.5)
        print([masked(thing) for thing in everything])
        print(masked(trio.lowlevel.current_task()))
        lot.break_lot()
        print(masked(lot))
        lock.release()
        fifo.release()
    print(masked(trio.lowlevel.Abort), masked(trio.lowlevel.Abort.FAILED), trio.lowlevel.Abort(1))
    print(masked(trio.open_nursery(strict_exception_groups=True)))

trio.run(main)
