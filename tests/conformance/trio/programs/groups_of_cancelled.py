# rules: D7 C5
import trio


async def child():
    await trio.sleep(1)


async def branch():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)
            nursery.start_soon(child)
            await trio.sleep(1)
    except BaseExceptionGroup as group:
        print("branch", len(group.exceptions))
        raise


async def waits_only():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)
            nursery.start_soon(child)
    except BaseExceptionGroup as group:
        print("waits only", len(group.exceptions))
        raise


async def main():
    with trio.move_on_after(0.5) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(branch)
            nursery.start_soon(waits_only)
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
