# rules: G12
import asyncio
import signal


async def coroutine():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for call in (lambda: loop.add_signal_handler(signal.SIGTERM, coroutine),
                 lambda: loop.add_signal_handler("x", print),
                 lambda: loop.add_signal_handler(99, print),
                 lambda: loop.add_signal_handler(signal.SIGKILL, print),
                 lambda: loop.remove_signal_handler(99)):
        try:
            print(call())
        except (TypeError, ValueError, RuntimeError) as exc:
            print(type(exc).__name__, exc)
    print(loop.remove_signal_handler(signal.SIGUSR2))


asyncio.run(main())
