# rules: E6 L33
import trio


async def main():
    sender, receiver = trio.open_memory_channel(2)
    await sender.send(1)
    sender.send_nowait(2)
    try:
        sender.send_nowait(3)
    except trio.WouldBlock:
        print("full", sender.statistics())
    print(receiver.receive_nowait(), await receiver.receive())
    try:
        receiver.receive_nowait()
    except trio.WouldBlock:
        print("empty")
    await sender.send(4)
    sender.close()
    print(await receiver.receive())
    try:
        await receiver.receive()
    except trio.EndOfChannel as end:
        print(repr(end))
    print(receiver.statistics())


trio.run(main)
