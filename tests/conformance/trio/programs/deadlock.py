# rules: A10
import trio


async def child():
    await trio.sleep(0.5)
    print("waiting for ever")
    await trio.sleep_forever()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child)
        nursery.start_soon(trio.sleep, 1, name="sleeper")


trio.run(main)
