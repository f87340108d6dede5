# rules: C3 C5 D4
import trio


async def job(name, delay, fail):
    try:
        await trio.sleep(delay)
        if fail:
            raise ValueError(name)
    except trio.Cancelled:
        print(name, "cancelled")
        raise
    except ValueError as error:
        print(name, "handles", error)
    else:
        print(name, "done")
    finally:
        print(name, "finally", trio.current_time())


async def main():
    with trio.move_on_after(0.3) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(job, "quick", 0.1, False)
            nursery.start_soon(job, "wrong", 0.2, True)
            nursery.start_soon(job, "slow", 0.4, False)
    print(scope.cancelled_caught)


trio.run(main)
