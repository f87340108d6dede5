# rules: E9
import trio


async def produce(sender):
    async with sender:
        for number in range(3):
            await sender.send(number)
            print("sent", number)
    print("closed")


async def consume(receiver):
    async for number in receiver:
        print("received", number)


async def main():
    sender, receiver = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(produce, sender)
        nursery.start_soon(consume, receiver)


trio.run(main)
