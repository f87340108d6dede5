# rules: F4
import signal

import trio


@trio.lowlevel.enable_ki_protection
def careful():
    signal.raise_signal(signal.SIGINT)
    print("not interrupted here")


async def main():
    try:
        careful()
        print("nor here")
        await trio.sleep(1)
        print("never printed")
    except KeyboardInterrupt:
        print("but here", trio.current_time())


trio.run(main)
