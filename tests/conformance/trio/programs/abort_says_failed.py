# rules: B6 L19
import outcome
import trio


async def stubborn(tasks):
    tasks.append(trio.lowlevel.current_task())

    def abort(raise_cancel):
        print("asked", trio.current_time())
        return trio.lowlevel.Abort.FAILED

    with trio.CancelScope() as inner:
        tasks.append(inner)
        print("woken with", await trio.lowlevel.wait_task_rescheduled(abort))
        await trio.lowlevel.checkpoint()
        print("not reached")
    print("inner", inner.cancelled_caught)


async def main():
    tasks = []
    with trio.CancelScope() as outer:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(stubborn, tasks)
            await trio.sleep(1)
            tasks[1].cancel()
            with trio.CancelScope(shield=True):
                await trio.sleep(1)
                outer.cancel()
                await trio.sleep(1)
                trio.lowlevel.reschedule(tasks[0], outcome.Value(7))
    print("outer", outer.cancelled_caught, trio.current_time())


trio.run(main)
