# rules: G12
import asyncio
import signal


class Stop(Exception):
    pass


def handler(number, frame):
    raise Stop(signal.Signals(number).name)


async def child():
    try:
        signal.raise_signal(signal.SIGTERM)
    except Stop as exc:
        print("in the task that runs", exc)
    await asyncio.sleep(1)
    signal.raise_signal(signal.SIGTERM)


async def main():
    signal.signal(signal.SIGTERM, handler)
    try:
        await asyncio.create_task(child())
    except Stop as exc:
        print("out of the task", exc)


asyncio.run(main())
