# rules: A1 A2
import trio


async def busy(name, turns):
    for turn in range(turns):
        await trio.lowlevel.checkpoint()
    print(name, trio.current_time())


async def sleeper():
    await trio.sleep(0.25)
    print("slept", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(sleeper)
        nursery.start_soon(busy, "a", 5)
        nursery.start_soon(busy, "b", 9)


trio.run(main)
