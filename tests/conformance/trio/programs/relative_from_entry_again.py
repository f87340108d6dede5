# rules: C11 L25
import trio


async def main():
    scope = trio.move_on_after(1)
    await trio.sleep(5)
    with scope:
        print(scope.deadline)
        await trio.sleep(0.5)
        print("in time")
    with trio.CancelScope(relative_deadline=0.5) as second:
        await trio.sleep(1)
    print(second.cancelled_caught, trio.current_time())


trio.run(main)
