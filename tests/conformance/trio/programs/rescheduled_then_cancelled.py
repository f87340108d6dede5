# rules: A7 B7 L8
import trio


async def waiter(tasks):
    tasks.append(trio.lowlevel.current_task())
    result = await trio.lowlevel.wait_task_rescheduled(lambda _: trio.lowlevel.Abort.SUCCEEDED)
    print("woken with", result)
    try:
        await trio.lowlevel.checkpoint()
    except trio.Cancelled:
        print("and cancelled after")
        raise


async def main():
    tasks = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, tasks)
        await trio.sleep(1)
        trio.lowlevel.reschedule(tasks[0])
        nursery.cancel_scope.cancel()


trio.run(main)
