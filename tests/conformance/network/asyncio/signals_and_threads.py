# input: {"at": 0.5, "do": "signal", "name": "SIGINT"}
import asyncio
import signal
import time


def now():
    return asyncio.get_running_loop().time()


async def job():
    try:
        await asyncio.to_thread(time.sleep, 2)
    finally:
        print("job is left", now())


async def main():
    try:
        await asyncio.gather(job(), asyncio.sleep(3))
    except asyncio.CancelledError:
        print("main is cancelled", now())
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("control-C", time.monotonic())


async def handled():
    loop = asyncio.get_running_loop()
    got = loop.create_future()
    loop.add_signal_handler(signal.SIGUSR1, got.set_result, "usr1")
    signal.raise_signal(signal.SIGUSR1)
    print(await got)
    for wrong in (signal.SIGKILL, 1000):
        try:
            loop.add_signal_handler(wrong, print)
        except (RuntimeError, ValueError, OSError) as error:
            print(type(error).__name__, error)


asyncio.run(handled())
