# rules: B5
import outcome
import trio


async def waiter(tasks, answers):
    tasks.append(trio.lowlevel.current_task())

    def abort(raise_cancel):
        print("not called")
        return trio.lowlevel.Abort.SUCCEEDED

    try:
        answers.append(await trio.lowlevel.wait_task_rescheduled(abort))
    except KeyError as error:
        answers.append(repr(error))


async def main():
    tasks, answers = [], []
    async with trio.open_nursery() as nursery:
        for _ in range(3):
            nursery.start_soon(waiter, tasks, answers)
        await trio.sleep(1)
        trio.lowlevel.reschedule(tasks[0])
        trio.lowlevel.reschedule(tasks[1], outcome.Value(7))
        trio.lowlevel.reschedule(tasks[2], outcome.Error(KeyError("k")))
        print("all three at once", trio.current_time())
    print(sorted([str(answer) for answer in answers]))


trio.run(main)
