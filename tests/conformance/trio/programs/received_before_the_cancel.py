# rules: E8 B7
import trio


async def receive(receiver, scopes):
    with trio.CancelScope() as scope:
        scopes.append(scope)
        print("got", await receiver.receive())
        await trio.lowlevel.checkpoint()
        print("not reached")
    print(scope.cancelled_caught)


async def main():
    sender, receiver = trio.open_memory_channel(0)
    scopes = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(receive, receiver, scopes)
        await trio.sleep(1)
        sender.send_nowait("value")
        scopes[0].cancel()


trio.run(main)
