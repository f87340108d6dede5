# rules: I1 I2 B4 D4 D5 D7
# seeds: 3 7 0 1 2 8 11 13 17
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
        await play("r0")
    except* Bang:
        print("caught at", trio.current_time(), "players", len(players) - 1)
    await trio.sleep(1)


trio.run(main)
