# rules: G12
import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, print, "usr1", "came")
    loop.call_later(1, signal.raise_signal, signal.SIGUSR1)
    loop.call_later(2, signal.raise_signal, signal.SIGTERM)
    await stop.wait()
    print("stopped", loop.time())
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)


asyncio.run(main())
