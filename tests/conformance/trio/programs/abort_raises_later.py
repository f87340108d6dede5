# rules: B6
import trio


async def late(state):
    state["task"] = trio.lowlevel.current_task()

    def abort(raise_cancel):
        state["raise_cancel"] = raise_cancel
        return trio.lowlevel.Abort.FAILED

    try:
        await trio.lowlevel.wait_task_rescheduled(abort)
        print("woken, and now:")
        state["raise_cancel"]()
    except trio.Cancelled as cancelled:
        print("Cancelled", cancelled.source)
        raise


async def main():
    state = {}
    with trio.move_on_after(1) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(late, state)
            with trio.CancelScope(shield=True):
                await trio.sleep(2)
            trio.lowlevel.reschedule(state["task"])
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
