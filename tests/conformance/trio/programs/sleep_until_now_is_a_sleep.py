# rules: B3
import trio


async def note():
    for turn in range(4):
        print("turn", turn)
        await trio.lowlevel.checkpoint()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(note)
        await trio.sleep_until(trio.current_time())
        print("slept until now")
        await trio.sleep_until(-5)
        print("slept until before")
        await trio.sleep(0)
        print("slept for nothing")


trio.run(main)
