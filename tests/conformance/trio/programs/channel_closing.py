# rules: E7
import trio


async def attempt(name, call, *arguments):
    try:
        print(name, await call(*arguments))
    except (trio.ClosedResourceError, trio.BrokenResourceError, trio.EndOfChannel) as error:
        print(name, type(error).__name__, trio.current_time())


async def main():
    for what in ["own sender", "last sender", "own receiver", "last receiver"]:
        sender, receiver = trio.open_memory_channel(0)
        async with trio.open_nursery() as nursery:
            if what == "own sender":
                nursery.start_soon(attempt, what, sender.send, 1)
            elif what == "last receiver":
                nursery.start_soon(attempt, what, sender.send, 1)
                nursery.start_soon(attempt, what, sender.clone().send, 2)
            else:
                nursery.start_soon(attempt, what, receiver.receive)
            await trio.sleep(1)
            (sender if "sender" in what else receiver).close()
            (sender if "sender" in what else receiver).close()


trio.run(main)
