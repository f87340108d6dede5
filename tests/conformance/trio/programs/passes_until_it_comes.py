# rules: L5 B1 B3
import trio


async def counter(passes):
    while True:
        passes.append(0)
        await trio.lowlevel.checkpoint()


async def main():
    passes = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(counter, passes)
        for seconds in [0, 1, 0, 2]:
            with trio.CancelScope() as scope:
                scope.cancel()
                before = len(passes)
                try:
                    await trio.sleep(seconds)
                finally:
                    print(seconds, len(passes) - before)
        nursery.cancel_scope.cancel()


trio.run(main)
