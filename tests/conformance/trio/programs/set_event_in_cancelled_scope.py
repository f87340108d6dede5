# rules: E B1
import trio


async def main():
    event = trio.Event()
    event.set()
    with trio.CancelScope() as scope:
        scope.cancel()
        await event.wait()
        print("not reached")
    print(scope.cancelled_caught)


trio.run(main)
