# rules: D5 D13
import trio


class Stop(BaseException):
    pass


async def stops():
    await trio.sleep(0.1)
    raise Stop("now")


async def errs():
    try:
        await trio.sleep(1)
    finally:
        raise ValueError("clean-up")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(stops)
            nursery.start_soon(errs)
    except* Stop as group:
        print("stop", len(group.exceptions))
    except* ValueError as group:
        print("value", len(group.exceptions))
    async with trio.open_nursery() as nursery:
        nursery.start_soon(stops)


try:
    trio.run(main)
except BaseExceptionGroup as group:
    print("outside", len(group.exceptions), group.exceptions[0])
