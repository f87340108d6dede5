# rules: E6
import trio


async def send(sender, values):
    for value in values:
        await sender.send(value)
        print("sent", value)


async def main():
    sender, receiver = trio.open_memory_channel(1)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(send, sender, ["a", "b", "c"])
        await trio.sleep(1)
        print(receiver.receive_nowait(), "b moves up")
        print(sender.statistics().current_buffer_used)
        print(receiver.receive_nowait())
        await trio.sleep(1)
        print(await receiver.receive())


trio.run(main)
