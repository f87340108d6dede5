# rules: D7
import trio


async def main():
    with trio.move_on_after(1) as scope:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(trio.sleep, 5)
                nursery.start_soon(trio.sleep, 5)
                await trio.sleep(5)
        except BaseExceptionGroup as group:
            print(type(group).__name__, [type(e).__name__ for e in group.exceptions])
            raise
    print(scope.cancelled_caught)
    with trio.move_on_after(1) as scope:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(trio.sleep, 5)
        except BaseExceptionGroup as group:
            print(type(group).__name__, len(group.exceptions))
            raise
    print(scope.cancelled_caught)


trio.run(main)
