# rules: B5 B6 C3
import trio


def abort(raise_cancel):
    print("asked at once")
    return trio.lowlevel.Abort.SUCCEEDED


async def main():
    with trio.CancelScope() as scope:
        scope.cancel()
        print("cancelled")
        try:
            await trio.lowlevel.wait_task_rescheduled(abort)
        except trio.Cancelled as cancelled:
            print(cancelled.source, cancelled.__context__)
            raise
    print(scope.cancelled_caught)


trio.run(main)
