# rules: A3 A9
import time

import trio


async def sleeper(name, seconds):
    await trio.sleep(seconds)
    print(name, trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        for name, seconds in [("late", 0.9), ("early", 0.1), ("middle", 0.5)]:
            nursery.start_soon(sleeper, name, seconds)
        await trio.lowlevel.checkpoint()
        await trio.lowlevel.checkpoint()
        time.sleep(2)
        print("hogged", trio.current_time())


trio.run(main)
