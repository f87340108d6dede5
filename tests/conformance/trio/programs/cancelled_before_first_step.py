# rules: D2 D8 L16
import trio


async def child(name):
    print(name, "starts")
    try:
        await trio.sleep(0)
        print("not run")
    finally:
        print(name, "ends")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "early")
        nursery.cancel_scope.cancel()
        nursery.start_soon(child, "late")
        print("body ends")
    print("caught", nursery.cancel_scope.cancelled_caught)


trio.run(main)
