# rules: F4
import signal

import trio

left = []


async def main():
    signal.signal(signal.SIGUSR1, lambda number, frame: left.append(number))
    with trio.open_signal_receiver(signal.SIGUSR1, signal.SIGUSR2) as signals:
        signal.raise_signal(signal.SIGUSR2)
        signal.raise_signal(signal.SIGUSR1)
        signal.raise_signal(signal.SIGUSR2)
        await trio.testing.wait_all_tasks_blocked()
        async for number in signals:
            print(signal.Signals(number).name)
            break
    print([signal.Signals(number).name for number in left])
    try:
        async for number in signals:
            pass
    except RuntimeError as exc:
        print(exc)
    try:
        with trio.open_signal_receiver():
            pass
    except TypeError as exc:
        print(exc)


import trio.testing  # noqa: E402

trio.run(main)
