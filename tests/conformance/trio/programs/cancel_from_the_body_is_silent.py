# rules: D8
import trio


async def swallows():
    try:
        await trio.sleep(5)
    except trio.Cancelled:
        print("swallowed")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 5)
        nursery.cancel_scope.cancel()
        print("the body goes on")
    print(nursery.cancel_scope.cancelled_caught)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(swallows)
        await trio.lowlevel.checkpoint()
        await trio.lowlevel.checkpoint()
        nursery.cancel_scope.cancel()
    print(nursery.cancel_scope.cancelled_caught, trio.current_time())


trio.run(main)
