# rules: A6 B6
import trio


async def waiter(name):
    def abort(raise_cancel):
        print("asked", name)
        return trio.lowlevel.Abort.SUCCEEDED

    try:
        await trio.lowlevel.wait_task_rescheduled(abort)
    finally:
        print("left", name)


async def pair(name):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, name + "1")
        await waiter(name + "2")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(pair, "a")
        nursery.start_soon(pair, "b")
        nursery.start_soon(waiter, "c")
        await trio.sleep(1)
        nursery.cancel_scope.cancel()
        print("cancel() has returned")


trio.run(main)
