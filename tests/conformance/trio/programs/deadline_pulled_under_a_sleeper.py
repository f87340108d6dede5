# rules: C10
import trio


async def main():
    scope = trio.CancelScope(deadline=100)

    async def puller():
        await trio.sleep(1)
        scope.deadline = 0.5
        print("pulled into the past", scope.deadline)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(puller)
        with scope:
            await trio.sleep(50)
        print(scope.cancelled_caught, trio.current_time())


trio.run(main)
