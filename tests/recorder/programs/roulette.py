"""Recursive Russian roulette, on the clock on the wall."""

import random

import trio

random.seed(5)
DEPTH = 4


class Bang(Exception):
    pass


async def player(name, depth):
    await trio.sleep(0.02 + 0.02 * random.random())
    if random.random() < 1 / 6:
        raise Bang(name)
    if depth == 0:
        return
    async with trio.open_nursery() as nursery:
        for child in "01":
            nursery.start_soon(player, name + child, depth - 1, name=name + child)


async def main():
    try:
        with trio.move_on_after(1):
            await player("r", DEPTH)
            print("all survived")
    except BaseException as error:
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        print(type(error).__name__)


trio.run(main)
