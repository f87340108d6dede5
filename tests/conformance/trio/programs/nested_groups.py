# rules: D4 D5 D14 L34
import trio


async def fails(delay):
    await trio.sleep(delay)
    raise ValueError("leaf")


async def inner(with_sibling):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(fails, 0.2)
        if with_sibling:
            nursery.start_soon(fails, 0.5)


async def middle(with_sibling):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(inner, with_sibling)
        if with_sibling:
            nursery.start_soon(fails, 0.7)


async def main():
    for with_sibling in [False, True]:
        try:
            await middle(with_sibling)
        except ExceptionGroup as group:
            print(group.exceptions[0].exceptions[0], len(group.exceptions))
            print(len(group.exceptions[0].exceptions), trio.current_time())
    await middle(True)


trio.run(main)
