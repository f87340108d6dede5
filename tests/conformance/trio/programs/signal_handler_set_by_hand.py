# rules: F4
import signal

import trio

got = []


def handler(number, frame):
    got.append(signal.Signals(number).name)


async def main():
    print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
    before = signal.signal(signal.SIGTERM, handler)
    print(before, signal.getsignal(signal.SIGTERM) is handler)
    signal.raise_signal(signal.SIGTERM)
    print(got)
    await trio.sleep(3)
    print(got, trio.current_time())
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.raise_signal(signal.SIGTERM)
    print(got, signal.signal(signal.SIGTERM, before))


trio.run(main)
