# rules: D8 C4
import trio


async def child(name):
    try:
        await trio.sleep(1)
    finally:
        print(name, "over", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "a")
        await trio.sleep(0.3)
        nursery.cancel_scope.cancel()
        print("asked")
        await trio.sleep(0)
        print("not run")
    print(nursery.cancel_scope.cancelled_caught)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "b")
        await trio.sleep(0.3)
        nursery.cancel_scope.cancel()
    print(nursery.cancel_scope.cancelled_caught, trio.current_time())


trio.run(main)
