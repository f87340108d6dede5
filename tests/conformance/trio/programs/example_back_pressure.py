# rules: E6
# A buffer lets a burst through and no more.
import trio


async def bursts(sender):
    async with sender:
        for number in range(6):
            print("offer", number, trio.current_time())
            await sender.send(number)


async def slow(receiver):
    async for number in receiver:
        print("take", number, trio.current_time())
        await trio.sleep(1)


async def main():
    async with trio.open_nursery() as nursery:
        sender, receiver = trio.open_memory_channel(3)
        nursery.start_soon(bursts, sender)
        nursery.start_soon(slow, receiver)


trio.run(main)
