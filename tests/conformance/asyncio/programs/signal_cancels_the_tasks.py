# rules: G12
import asyncio
import signal


async def worker(name):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    workers = [asyncio.create_task(worker(f"w{i}")) for i in range(3)]

    def shut_down():
        print("shutting down", loop.time())
        for task in workers:
            task.cancel()

    loop.add_signal_handler(signal.SIGTERM, shut_down)
    loop.call_later(3, signal.raise_signal, signal.SIGTERM)
    print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
