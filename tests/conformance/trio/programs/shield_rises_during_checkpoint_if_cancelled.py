# rules: B1 B2
import trio


async def shielder(scope):
    scope.shield = True


async def main():
    with trio.CancelScope() as outer:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(shielder, nursery.cancel_scope)
                outer.cancel()
                await trio.lowlevel.checkpoint_if_cancelled()
        except* AssertionError as group:
            print(group.exceptions[0])
    print(outer.cancelled_caught)


trio.run(main)
