# rules: A3 C8 L29
import time

import trio


async def main():
    with trio.move_on_after(1) as scope:
        time.sleep(2)
        await trio.lowlevel.checkpoint_if_cancelled()
        print("passes, though the deadline is over")
        await trio.lowlevel.checkpoint()
        print("not reached")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
