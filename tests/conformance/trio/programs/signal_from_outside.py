# rules: F4
import signal

import trio


async def main():
    with trio.open_signal_receiver(signal.SIGTERM) as signals:
        async for number in signals:
            print("got", number == signal.SIGTERM, trio.current_time())
            break
    print("shuts down", trio.current_time())


trio.run(main)
