# rules: F4
import signal

import trio


async def child():
    await trio.sleep(0.2)
    try:
        signal.raise_signal(signal.SIGINT)
        print("never printed")
    except KeyboardInterrupt:
        print("caught where it was raised", trio.current_time())
    await trio.sleep(0.1)
    signal.raise_signal(signal.SIGINT)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)
            await trio.sleep_forever()
    finally:
        print("main cleans up", trio.current_time())


try:
    trio.run(main)
except* KeyboardInterrupt as group:
    print("outside", group.exceptions)
