# rules: C3 C5
import trio


async def stubborn(tries):
    for i in range(tries):
        try:
            await trio.sleep(0.2)
            print("done", i)
        except BaseException:
            print("swallowed", i, f"{trio.current_time():.2f}")


async def main():
    with trio.move_on_after(0.5) as scope:
        await stubborn(5)
        print("the block goes on")
    print(scope.cancelled_caught, scope.cancel_called)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(stubborn, 3)
            await trio.sleep(0.3)
            raise ValueError("body")
    except* ValueError:
        print("caught", f"{trio.current_time():.2f}")


trio.run(main)
