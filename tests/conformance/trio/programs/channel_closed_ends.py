# rules: E7
import trio


async def main():
    sender, receiver = trio.open_memory_channel(5)
    sender.send_nowait("lost")
    receiver.close()
    for use in [lambda: sender.send_nowait(1), receiver.receive_nowait, receiver.clone]:
        try:
            use()
        except (trio.BrokenResourceError, trio.ClosedResourceError) as error:
            print(repr(error))
    print(sender.statistics())
    sender.close()
    for use in [lambda: sender.send_nowait(1), sender.clone]:
        try:
            use()
        except trio.ClosedResourceError as error:
            print(repr(error))
    try:
        await sender.send(1)
    except trio.ClosedResourceError as error:
        print(repr(error))


trio.run(main)
