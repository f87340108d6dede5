# rules: F4
import signal

import trio


class Stop(Exception):
    pass


def handler(number, frame):
    raise Stop(number)


async def worker():
    try:
        await trio.sleep_forever()
    finally:
        print("worker cleans up")


async def main():
    signal.signal(signal.SIGTERM, handler)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(worker)
            await trio.sleep(0.1)
            signal.raise_signal(signal.SIGTERM)
            print("never printed")
    except* Stop as group:
        print("stopped", group.exceptions, trio.current_time())


trio.run(main)
