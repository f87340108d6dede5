# rules: D2
from functools import partial

import trio


async def child(*numbers, word="none"):
    print(trio.lowlevel.current_task().name, numbers, word)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, 1, 2)
        nursery.start_soon(partial(child, 3, word="kept"))
        nursery.start_soon(child, name="given")
        nursery.start_soon(child, name=main)
        nursery.start_soon(child, name=7)


trio.run(main)
