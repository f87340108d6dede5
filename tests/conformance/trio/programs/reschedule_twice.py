# rules: A7 B5
import trio


async def waiter(tasks):
    tasks.append(trio.lowlevel.current_task())
    await trio.lowlevel.wait_task_rescheduled(lambda _: trio.lowlevel.Abort.SUCCEEDED)


async def main():
    tasks = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, tasks)
        await trio.sleep(1)
        trio.lowlevel.reschedule(tasks[0])
        try:
            trio.lowlevel.reschedule(tasks[0])
        except AssertionError:
            print("once is enough")


trio.run(main)
