# rules: D5 L34
import trio


async def fails():
    raise ValueError("v")


async def level(depth):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 5)
        if depth == 0:
            nursery.start_soon(fails)
        else:
            nursery.start_soon(level, depth - 1)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(level, 2)
            nursery.start_soon(trio.sleep, 5)
    except BaseExceptionGroup as group:
        while isinstance(group, BaseExceptionGroup):
            print(type(group).__name__, len(group.exceptions))
            group = group.exceptions[0]
        print(repr(group))


trio.run(main)
