# rules: D2 L16
import trio


async def child(name):
    print(name, "runs up to its first checkpoint")
    await trio.lowlevel.checkpoint()
    print("not reached")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.cancel_scope.cancel()
        nursery.start_soon(child, "a")
        nursery.start_soon(child, "b")
    print("closed", nursery.cancel_scope.cancelled_caught)


trio.run(main)
