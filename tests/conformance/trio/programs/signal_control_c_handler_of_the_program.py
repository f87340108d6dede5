# rules: F4
import signal

import trio

presses = []


def on_control_c(number, frame):
    presses.append(number)
    print("pressed", len(presses))


signal.signal(signal.SIGINT, on_control_c)


async def main():
    while len(presses) < 2:
        await trio.sleep(1)
    print("leaves", trio.current_time())


trio.run(main)
