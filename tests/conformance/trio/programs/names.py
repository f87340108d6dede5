# rules: D2
import trio


async def worker(delay):
    await trio.sleep(delay)


async def main():
    async def local(delay):
        await worker(delay)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker, 0.1)
        nursery.start_soon(worker, 0.2)
        nursery.start_soon(worker, 0.3, name="worker")
        nursery.start_soon(worker, 0.4, name="a name")
        nursery.start_soon(worker, 0.5, name="a name")
        nursery.start_soon(local, 0.6)
        nursery.start_soon(trio.sleep, 0.7)
        nursery.start_soon(trio.sleep, 0.8, name="sleep")


trio.run(main)
