import signal

import trio

COMPUTES = None  # who is computing when the key is pressed; None: all of them sleep


async def work(name, seconds):
    try:
        if name == COMPUTES:
            await trio.sleep(0.25)
            signal.raise_signal(signal.SIGINT)  # the key, in the middle of computing
        await trio.sleep(seconds)
        print(name, "ok")
    finally:
        print(name, "finally")


async def sub():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, "w1", 2, name="w1")
        nursery.start_soon(work, "w2", 3, name="w2")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(sub, name="sub")
            nursery.start_soon(work, "w3", 4, name="w3")
    finally:
        print("main finally")


trio.run(main)
