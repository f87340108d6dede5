# rules: F4
import signal

import trio


async def sender():
    await trio.sleep(0.5)
    signal.raise_signal(signal.SIGUSR1)
    await trio.sleep(0.5)
    signal.raise_signal(signal.SIGTERM)


async def main():
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGUSR1) as signals:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(sender)
            async for number in signals:
                print(signal.Signals(number).name, number, trio.current_time())
                if number == signal.SIGTERM:
                    nursery.cancel_scope.cancel()
    print("over", trio.current_time())


trio.run(main)
