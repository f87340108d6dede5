# rules: D1 D11
import trio


async def child(name):
    try:
        await trio.sleep(1)
        print(name, "ok", trio.current_time())
    except trio.Cancelled:
        print(name, "cancelled", trio.current_time())
        raise


async def helper(nursery):
    with trio.move_on_after(0.3):
        nursery.start_soon(child, "by helper")
        await trio.sleep(0)


async def main():
    async with trio.open_nursery() as nursery:
        with trio.move_on_after(0.3) as scope:
            nursery.start_soon(child, "in the scope")
        print(scope.cancelled_caught)
        await helper(nursery)
    with trio.move_on_after(0.3) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, "nursery in the scope")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
