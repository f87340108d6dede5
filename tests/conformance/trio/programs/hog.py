# rules: A3 A9 C8 L28 L29
# needs: time
import time

import trio


async def ticker():
    for i in range(6):
        print("tick", i, f"{trio.current_time():.2f}")
        await trio.sleep(0.1)


async def hog():
    await trio.sleep(0.15)
    with trio.move_on_after(0.1) as scope:
        time.sleep(0.5)
        print("burned", f"{trio.current_time():.2f}")
    print(scope.cancelled_caught, scope.cancel_called)
    with trio.move_on_after(0.1) as scope:
        time.sleep(0.5)
        await trio.lowlevel.checkpoint_if_cancelled()
        print("not noticed yet")
        await trio.sleep(0)
        print("never")
    print(scope.cancelled_caught)
    with trio.move_on_after(0.1) as scope:
        time.sleep(0.5)
        print(scope.cancel_called)
        await trio.lowlevel.checkpoint_if_cancelled()
        print("never")
    print(scope.cancelled_caught)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker)
        nursery.start_soon(hog)
    print("end", f"{trio.current_time():.2f}")


trio.run(main)
