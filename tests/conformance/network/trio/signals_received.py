# input: {"at": 0.5, "do": "signal", "name": "SIGUSR1"}
# input: {"at": 0.5, "do": "signal", "name": "SIGTERM"}
# input: {"at": 1.5, "do": "signal", "name": "SIGUSR1"}
import signal

import trio


async def main():
    with trio.open_signal_receiver(signal.SIGUSR1, signal.SIGTERM) as sigs:
        n = 0
        async for s in sigs:
            print(signal.Signals(s).name, trio.current_time())
            n += 1
            if n == 3:
                break
    print(signal.getsignal(signal.SIGUSR1))
    with trio.move_on_after(1):
        with trio.open_signal_receiver(signal.SIGHUP) as sigs:
            async for s in sigs:
                pass
    print("end", trio.current_time())


trio.run(main)
