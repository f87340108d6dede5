# rules: D10 L23 L24
# needs: Nursery.start
import trio


async def stubborn(task_status=trio.TASK_STATUS_IGNORED):
    try:
        await trio.sleep(1)
    except trio.Cancelled:
        print("swallowed", trio.current_time())
    task_status.started("v")


async def slow(task_status=trio.TASK_STATUS_IGNORED):
    try:
        await trio.sleep(1)
        task_status.started("undisturbed")
        print("now in the cancelled nursery")
        await trio.sleep(1)
        print("not run")
    finally:
        print("slow over", trio.current_time())


async def starter(nursery):
    print("start returned", await nursery.start(slow))


async def main():
    async with trio.open_nursery() as nursery:
        with trio.move_on_after(0.3) as scope:
            print(await nursery.start(stubborn))
        print(scope.cancelled_caught)
        with trio.move_on_after(0.3) as scope:
            await nursery.start(slow)
            print("not run")
        print(scope.cancelled_caught, trio.current_time())
    async with trio.open_nursery() as outer:
        async with trio.open_nursery() as target:
            outer.start_soon(starter, target)
            await trio.sleep(0.5)
            target.cancel_scope.cancel()
        print("target closed", trio.current_time())


trio.run(main)
