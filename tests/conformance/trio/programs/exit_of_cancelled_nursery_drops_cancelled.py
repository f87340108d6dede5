# rules: D3 D8
import trio


async def stubborn():
    with trio.CancelScope(shield=True):
        await trio.sleep(2)
    print("stubborn over")


async def main():
    with trio.move_on_after(1) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(stubborn)
        print("the exit itself raises nothing", trio.current_time())
        try:
            await trio.lowlevel.checkpoint()
        except trio.Cancelled:
            print("the next checkpoint does")
            raise
    print(scope.cancelled_caught)


trio.run(main)
