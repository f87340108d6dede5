# rules: D14
import trio


async def counter(passes):
    while True:
        passes.append(trio.current_time())
        await trio.lowlevel.checkpoint()


async def level(depth):
    async with trio.open_nursery() as nursery:
        if depth == 0:
            raise ValueError("bottom")
        nursery.start_soon(level, depth - 1)


async def main():
    passes = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(counter, passes)
        for depth in range(5):
            before = len(passes)
            try:
                await level(depth)
            except ExceptionGroup:
                print(depth, len(passes) - before)
        nursery.cancel_scope.cancel()


trio.run(main)
