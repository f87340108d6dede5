# input: {"at": 0.5, "do": "signal", "name": "SIGTERM"}
# input: {"at": 1, "do": "signal", "name": "SIGUSR1"}
import asyncio
import signal


def now():
    return asyncio.get_running_loop().time()


async def worker(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(n, "stops", now())
        await asyncio.sleep(0.2)
        raise


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, print, "usr1")
    ts = [asyncio.create_task(worker(i)) for i in range(2)]
    await stop.wait()
    print("stopping", now())
    for t in ts:
        t.cancel()
    print(await asyncio.gather(*ts, return_exceptions=True), now())
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    await asyncio.sleep(1)
    print("end", now())


asyncio.run(main())
