# rules: E8
import trio


async def main():
    sender, receiver = trio.open_memory_channel(0)
    with trio.move_on_after(1) as scope:
        await sender.send("never")
    print(scope.cancelled_caught, sender.statistics().tasks_waiting_send)
    with trio.move_on_after(1) as scope:
        print(await receiver.receive())
    print(scope.cancelled_caught, receiver.statistics().tasks_waiting_receive)


trio.run(main)
