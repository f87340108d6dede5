# rules: B4 D4 L39
import trio


async def fails(name, delay):
    await trio.sleep(delay)
    raise ValueError(name)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            for name in ["a", "b", "c"]:
                nursery.start_soon(fails, name, 0.5, name=name)
    except* ValueError as group:
        print(len(group.exceptions), group.exceptions[0])
    try:
        async with trio.open_nursery() as nursery:
            for name in ["d", "e"]:
                nursery.start_soon(fails, name, 0, name=name)
    except* ValueError as group:
        print(len(group.exceptions), group.exceptions[0])


trio.run(main)
