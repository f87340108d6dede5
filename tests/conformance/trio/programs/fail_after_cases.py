# rules: C14 L26
import trio


async def too_slow():
    with trio.fail_after(0.2):
        await trio.sleep(1)


async def swallows():
    with trio.fail_after(0.2) as scope:
        try:
            await trio.sleep(1)
        except trio.Cancelled:
            print("swallowed", scope.cancel_called)
    return "no error"


async def fails_in_cleanup():
    with trio.fail_after(0.2):
        try:
            await trio.sleep(1)
        finally:
            raise ValueError("in clean-up")


async def child(error):
    try:
        await trio.sleep(1)
    finally:
        if error:
            raise KeyError(error)


async def nursery_inside():
    with trio.fail_after(0.2) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, "one of two")
            nursery.start_soon(child, "")
    return scope.cancelled_caught


async def in_time():
    with trio.fail_after(0.2):
        await trio.sleep(0.1)
    return "in time"


async def main():
    for attempt in [too_slow, swallows, fails_in_cleanup, nursery_inside, in_time]:
        try:
            print("returned", await attempt())
        except trio.TooSlowError:
            print("too slow")
        except ValueError as error:
            print("ValueError", error)
        except ExceptionGroup as group:
            print(group.exceptions[0], len(group.exceptions))
        print(f"{trio.current_time():.1f}")


trio.run(main)
