# rules: C14 L26
import trio


async def fails():
    try:
        await trio.sleep(5)
    except trio.Cancelled:
        raise ValueError("in clean-up")


async def main():
    try:
        with trio.fail_after(1) as scope:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(fails)
                nursery.start_soon(trio.sleep, 5)
    except ExceptionGroup as group:
        print(repr(group), scope.cancelled_caught)


trio.run(main)
