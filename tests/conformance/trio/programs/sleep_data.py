# rules: A7 B5
import trio


async def waiter(tasks):
    task = trio.lowlevel.current_task()
    tasks.append(task)
    task.custom_sleep_data = "waiting for the end"
    await trio.lowlevel.wait_task_rescheduled(lambda _: trio.lowlevel.Abort.SUCCEEDED)
    print(task.custom_sleep_data)


async def main():
    tasks = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, tasks)
        await trio.sleep(1)
        print(tasks[0].custom_sleep_data)
        trio.lowlevel.reschedule(tasks[0])


trio.run(main)
