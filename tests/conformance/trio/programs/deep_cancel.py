# rules: A6 C2 C12 D7
import trio


async def leaf(name, shield):
    with trio.CancelScope(shield=shield):
        try:
            await trio.sleep(2)
            print(name, "finished", trio.current_time())
        except trio.Cancelled:
            print(name, "cancelled", trio.current_time())
            raise


async def branch(name, depth):
    if depth == 0:
        return await leaf(name, name.endswith("1"))
    with trio.CancelScope():
        async with trio.open_nursery() as nursery:
            for digit in "01":
                nursery.start_soon(branch, name + digit, depth - 1, name=name + digit)


async def main():
    with trio.move_on_after(0.7) as scope:
        await branch("b", 3)
        print("not run")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
