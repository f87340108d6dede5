# rules: D6
import trio


async def fails(number):
    raise ValueError(number)


async def main():
    try:
        async with trio.open_nursery(strict_exception_groups=False) as nursery:
            nursery.start_soon(fails, 1)
            nursery.start_soon(trio.sleep, 5)
    except ValueError as error:
        print("bare", repr(error))
    try:
        async with trio.open_nursery(strict_exception_groups=False) as nursery:
            nursery.start_soon(fails, 1)
            nursery.start_soon(fails, 2)
    except ExceptionGroup as group:
        print("group", group.exceptions)
    try:
        async with trio.open_nursery(strict_exception_groups=False) as outer:
            outer.start_soon(trio.sleep, 5)
            async with trio.open_nursery(strict_exception_groups=False) as inner:
                inner.start_soon(fails, 3)
                inner.start_soon(trio.sleep, 5)
    except ValueError as error:
        print("bare", repr(error))
    try:
        async with trio.open_nursery(strict_exception_groups=False):
            async with trio.open_nursery() as inner:
                inner.start_soon(fails, 4)
    except ExceptionGroup as group:
        print("a strict one inside stays", group.exceptions)


trio.run(main)
