# rules: D6
import trio


async def fails():
    raise ValueError("bare")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(fails)
    except ValueError as error:
        print(repr(error))
    try:
        async with trio.open_nursery(strict_exception_groups=True) as nursery:
            nursery.start_soon(fails)
    except ExceptionGroup as group:
        print(group.exceptions)


trio.run(main, strict_exception_groups=False)
