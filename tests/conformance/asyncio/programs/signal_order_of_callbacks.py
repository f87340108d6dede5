# rules: G12
import asyncio
import signal


async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "handler")
    task = asyncio.create_task(ticker(5))
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGUSR1)
    loop.call_soon(print, "soon")
    await task


asyncio.run(main())
