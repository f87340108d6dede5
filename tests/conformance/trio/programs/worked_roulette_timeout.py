# rules: I3 A6 C5 D7
# seeds: 3 7 0 1 2 17
import random

import trio

CHAMBERS = 4
DELAY = 0.125


class Bang(Exception):
    pass


players = ["r0"]


async def play(name):
    await trio.sleep(DELAY)
    draw = random.randrange(CHAMBERS)
    print(name, "draws", draw)
    if draw == 0:
        raise Bang(name)
    async with trio.open_nursery() as nursery:
        for i in range(2):
            child = f"r{len(players)}"
            players.append(child)
            nursery.start_soon(play, child, name=child)


async def main():
    try:
        with trio.move_on_after(0.3) as scope:
            await play("r0")
        print("caught", scope.cancelled_caught, trio.current_time())
    except* Bang:
        print("bang at", trio.current_time())


trio.run(main)
