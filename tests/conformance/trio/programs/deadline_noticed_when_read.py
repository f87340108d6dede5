# rules: C8 L28
import time

import trio


async def main():
    with trio.move_on_after(1) as unread:
        time.sleep(2)
    print(unread.cancel_called, unread.cancelled_caught)
    with trio.move_on_after(1) as read:
        time.sleep(2)
        print(read.cancel_called)
    print(read.cancel_called, read.cancelled_caught)
    with trio.move_on_after(1) as felt:
        time.sleep(2)
        print(felt.cancel_called)
        await trio.lowlevel.checkpoint()
        print("not reached")
    print(felt.cancel_called, felt.cancelled_caught)
    unentered = trio.CancelScope(deadline=trio.current_time() + 1)
    time.sleep(1)
    print(unentered.cancel_called)


trio.run(main)
