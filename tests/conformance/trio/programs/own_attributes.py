# rules: E1
"""Which things take attributes of a program's own, and what they say otherwise."""
import trio
def setter(o, n, v):
    try:
        setattr(o, n, v); print(type(o).__name__, n, "set")
    except BaseException as e: print(type(o).__name__, n, "!!", type(e).__name__, e)
def getter(o, n):
    try:
        r = getattr(o, n); print(type(o).__name__, n, "got", type(r).__name__)
    except BaseException as e: print(type(o).__name__, n, "!!", type(e).__name__, e)
def deleter(o, n):
    try:
        delattr(o, n); print(type(o).__name__, n, "deleted")
    except BaseException as e: print(type(o).__name__, n, "!!", type(e).__name__, e)
async def main():
    async with trio.open_nursery() as nursery:
        s, r = trio.open_memory_channel(1)
        things = [trio.Event(), trio.Lock(), trio.StrictFIFOLock(), trio.Semaphore(1), trio.CapacityLimiter(1),
            trio.Condition(), trio.CancelScope(), s, r, trio.lowlevel.ParkingLot(), nursery, nursery.cancel_scope,
            trio.lowlevel.current_task(), trio.lowlevel.current_trio_token(), trio.open_nursery(), trio.fail_after(1),
            trio.move_on_after(1), trio.TASK_STATUS_IGNORED, trio.Event().statistics(), trio.lowlevel.Abort.FAILED]
        for o in things:
            setter(o, "foo", 5); getter(o, "foo"); deleter(o, "foo"); getter(o, "bar"); deleter(o, "nope")
        for o, n in [(things[0], "set"), (things[1], "locked"), (things[3], "value"), (things[3], "max_value"), (things[4], "total_tokens"),
             (things[4], "borrowed_tokens"), (things[4], "available_tokens"), (things[6], "cancel_called"), (things[6], "cancelled_caught"),
             (things[6], "shield"), (things[6], "is_relative"), (nursery, "child_tasks"), (nursery, "cancel_scope"), (nursery, "parent_task"),
             (things[12], "parent_nursery"), (things[12], "name"), (things[12], "child_nurseries"), (things[12], "coro"), (things[12], "eventual_parent_nursery"), (things[12], "custom_sleep_data"),
             (s, "send"), (things[18], "tasks_waiting"), (things[9], "broken_by")]:
            getter(o, n)
        for o, n in [(things[3], "value"), (things[3], "max_value"), (things[4], "borrowed_tokens"), (things[4], "available_tokens"), (things[6], "cancel_called"),
             (things[6], "is_relative"), (nursery, "child_tasks"), (nursery, "parent_task"), (things[12], "parent_nursery"), (things[12], "child_nurseries"), (things[18], "tasks_waiting")]:
            setter(o, n, 5)
        print(trio.lowlevel.current_task().coro.__name__)
        print(trio.lowlevel.current_task().coro.cr_running)
        nursery.cancel_scope.cancel()
trio.run(main)
