# rules: G12
import asyncio
import signal


async def main():
    try:
        await asyncio.sleep(1)
        signal.raise_signal(signal.SIGINT)
        print("goes on", asyncio.current_task().cancelling())
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("control-C outside")
