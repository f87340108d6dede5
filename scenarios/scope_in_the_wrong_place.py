import trio

WHERE = "round start_soon"


async def child():
    try:
        await trio.sleep(1.0)
        print("child ok")
    except trio.Cancelled:
        print("child cancelled")
        raise


async def child_with_a_limit():
    with trio.move_on_after(0.3) as scope:
        await child()
    print("caught", scope.cancelled_caught)


async def start_with_a_limit(nursery):
    with trio.move_on_after(0.3) as scope:
        nursery.start_soon(child, name="child")
    print("caught", scope.cancelled_caught)


async def main():
    if WHERE == "round the nursery":
        with trio.move_on_after(0.3) as scope:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(child, name="child")
        print("caught", scope.cancelled_caught)
        return
    async with trio.open_nursery() as nursery:
        if WHERE == "inside the child":
            nursery.start_soon(child_with_a_limit, name="child")
        elif WHERE == "in a helper":
            await start_with_a_limit(nursery)
        else:
            with trio.move_on_after(0.3) as scope:
                nursery.start_soon(child, name="child")
            print("caught", scope.cancelled_caught)


trio.run(main)
