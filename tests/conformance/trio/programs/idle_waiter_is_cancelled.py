# rules: A11 C3
import trio
import trio.testing


async def restless():
    for turn in range(4):
        await trio.lowlevel.checkpoint()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(restless)
        with trio.CancelScope() as scope:
            scope.cancel()
            await trio.testing.wait_all_tasks_blocked()
            print("not reached")
        print(scope.cancelled_caught)
        await trio.testing.wait_all_tasks_blocked()
        print("idle", trio.current_time())


trio.run(main)
