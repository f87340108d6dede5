# rules: E6 E8
import trio


async def receive(receiver, name):
    print(name, "got", await receiver.receive(), trio.current_time())


async def send(sender, value):
    await sender.send(value)
    print("sent", value, trio.current_time())


async def main():
    sender, receiver = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        for name in ["r1", "r2", "r3"]:
            nursery.start_soon(receive, receiver, name)
        await trio.sleep(1)
        print(sender.statistics().tasks_waiting_receive)
        sender.send_nowait("x")
        sender.send_nowait("y")
        await sender.send("z")
    async with trio.open_nursery() as nursery:
        for value in ["p", "q", "r"]:
            nursery.start_soon(send, sender, value)
        await trio.sleep(1)
        print(sender.statistics().tasks_waiting_send)
        print(receiver.receive_nowait(), receiver.receive_nowait(), receiver.receive_nowait())


trio.run(main)
