# rules: D2
import trio


async def child(name):
    print("child", name)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "one")
    try:
        nursery.start_soon(child, "two")
    except RuntimeError as error:
        print(error)
    await trio.sleep(0.1)
    nursery.cancel_scope.cancel()
    print(nursery.cancel_scope.cancel_called)


trio.run(main)
