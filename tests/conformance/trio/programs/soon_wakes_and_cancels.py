# rules: F3 A1
import trio


async def main():
    token = trio.lowlevel.current_trio_token()
    event = trio.Event()
    token.run_sync_soon(event.set)
    await event.wait()
    print("woken", trio.current_time())
    with trio.CancelScope() as scope:
        token.run_sync_soon(scope.cancel)
        await trio.sleep(5)
    print(scope.cancelled_caught, trio.current_time())
    task = trio.lowlevel.current_task()
    token.run_sync_soon(trio.lowlevel.reschedule, task)
    await trio.lowlevel.wait_task_rescheduled(lambda _: trio.lowlevel.Abort.FAILED)
    print("rescheduled")


trio.run(main)
