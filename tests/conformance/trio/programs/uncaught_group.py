# rules: D5 F1
import trio


async def fails(name, delay):
    await trio.sleep(delay)
    raise ValueError(name)


async def cleans_up():
    try:
        await trio.sleep_forever()
    finally:
        raise KeyError("clean-up") from OSError("why")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(fails, "bad", 0.1)
        nursery.start_soon(cleans_up)
        print("started")
    print("not run")


trio.run(main)
print("not run either")
