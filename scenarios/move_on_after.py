import trio


async def work(name, seconds):
    try:
        await trio.sleep(seconds)
        print(name, "ok")
    except trio.Cancelled:
        print(name, "cancelled")
        raise


async def main():
    with trio.move_on_after(0.3) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(work, "quick", 0.2, name="quick")
            nursery.start_soon(work, "slow", 0.9, name="slow")
    print("caught", scope.cancelled_caught)

    with trio.move_on_after(0.3) as scope:
        await work("x", 0.2)
        scope.cancel()
    print("caught", scope.cancelled_caught, "called", scope.cancel_called)


trio.run(main)
