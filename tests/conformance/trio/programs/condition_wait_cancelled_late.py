# rules: E5 L21
import trio


async def waiter(condition):
    with trio.move_on_after(1) as scope:
        async with condition:
            try:
                await condition.wait()
            except trio.Cancelled:
                print("owns the lock again", trio.current_time(), condition.locked())
                raise
    print(scope.cancelled_caught)


async def main():
    condition = trio.Condition()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, condition)
        await trio.sleep(0.5)
        async with condition:
            await trio.sleep(3)
        print("let go", trio.current_time())


trio.run(main)
