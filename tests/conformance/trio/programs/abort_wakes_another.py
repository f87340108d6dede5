# rules: B6
import trio


async def sleeper(event):
    await event.wait()
    print("woken by an abort function")


async def main():
    event = trio.Event()

    def abort(raise_cancel):
        event.set()
        print("set", event.is_set())
        return trio.lowlevel.Abort.SUCCEEDED

    async with trio.open_nursery() as nursery:
        nursery.start_soon(sleeper, event)
        with trio.move_on_after(1) as scope:
            await trio.lowlevel.wait_task_rescheduled(abort)
        print(scope.cancelled_caught)


trio.run(main)
