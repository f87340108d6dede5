# rules: B6
import trio


async def waiter(tasks):
    tasks.append(trio.lowlevel.current_task())

    def abort(raise_cancel):
        raise ValueError("abort failed")

    await trio.lowlevel.wait_task_rescheduled(abort)


async def main():
    tasks = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, tasks)
        await trio.sleep(1)
        try:
            nursery.cancel_scope.cancel()
        except ValueError as error:
            print("out of cancel():", error)
        trio.lowlevel.reschedule(tasks[0])


trio.run(main)
