# input: {"at": 0.5, "do": "signal", "name": "SIGHUP"}
# input: {"at": 0.6, "do": "signal", "name": "SIGHUP"}
# input: {"at": 1, "do": "signal", "name": "SIGUSR2"}
import signal

import trio


async def reload():
    with trio.open_signal_receiver(signal.SIGHUP) as signals:
        async for number in signals:
            print("reload", signal.Signals(number).name, trio.current_time())
            await trio.sleep(0.3)


async def stop(scope):
    with trio.open_signal_receiver(signal.SIGUSR2) as signals:
        async for _ in signals:
            print("stop", trio.current_time())
            scope.cancel()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(reload)
        nursery.start_soon(stop, nursery.cancel_scope)
    print(signal.getsignal(signal.SIGHUP), trio.current_time())
    try:
        with trio.open_signal_receiver():
            pass
    except TypeError as error:
        print(error)
    signal.signal(signal.SIGHUP, lambda number, frame: print("by hand", number))
    signal.raise_signal(signal.SIGHUP)


trio.run(main)
