# rules: E7 E6
# Each end closes its own clone; the last one ends the stream.
import trio


async def producer(name, sender):
    async with sender:
        for number in range(3):
            await sender.send(f"{number} from {name}")
            await trio.sleep(0.5)


async def consumer(name, receiver):
    async with receiver:
        async for value in receiver:
            print(name, "got", value)
            await trio.sleep(0.25)


async def main():
    async with trio.open_nursery() as nursery:
        sender, receiver = trio.open_memory_channel(0)
        async with sender, receiver:
            for name in ["A", "B"]:
                nursery.start_soon(producer, name, sender.clone())
            for name in ["X", "Y"]:
                nursery.start_soon(consumer, name, receiver.clone())
    print("over", trio.current_time())


trio.run(main)
