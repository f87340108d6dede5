# rules: E7
import trio


async def produce(sender, name):
    async with sender:
        for number in range(2):
            await sender.send(f"{name}{number}")


async def consume(receiver, name):
    async with receiver:
        async for value in receiver:
            print(name, value)
            await trio.sleep(1)
    print(name, "over", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        sender, receiver = trio.open_memory_channel(0)
        async with sender, receiver:
            for name in ["p", "q"]:
                nursery.start_soon(produce, sender.clone(), name)
            for name in ["x", "y"]:
                nursery.start_soon(consume, receiver.clone(), name)
            print(sender.statistics())


trio.run(main)
