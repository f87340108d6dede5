# rules: E7 L22
import trio


async def main():
    sender, receiver = trio.open_memory_channel(0)
    with trio.CancelScope() as scope:
        scope.cancel()
        await sender.aclose()
        print("not reached")
    print(scope.cancelled_caught)
    try:
        sender.send_nowait(1)
    except trio.ClosedResourceError:
        print("closed all the same")
    with sender:
        print("with closes at the end")
    async with receiver:
        pass
    print(receiver.statistics().open_receive_channels)


trio.run(main)
