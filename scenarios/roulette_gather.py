import asyncio
import random

BANGS = ["r01"]
DEPTH = 3
WAIT = 1.0  # how long main stays after it has caught the first bang
FREE = False  # True: roll instead of reading the table
CHANCE = 6  # one roll in so many is a bang
DRAW = {
    "r": 0.10, "r0": 0.08, "r1": 0.12,
    "r00": 0.15, "r01": 0.09, "r10": 0.11, "r11": 0.20,
    "r000": 0.10, "r001": 0.12, "r010": 0.10, "r011": 0.12,
    "r100": 0.14, "r101": 0.16, "r110": 0.12, "r111": 0.18,
}


class Bang(Exception):
    pass


def roll(path):
    DRAW[path] = random.uniform(0.05, 0.20)
    if random.randrange(CHANCE) == 0:
        BANGS.append(path)


async def spin(path, depth):
    if FREE:
        roll(path)
    await asyncio.sleep(DRAW.get(path, 0.1))
    if path in BANGS:
        raise Bang(path)
    if depth == 0:
        return print(path, "survives")
    await asyncio.gather(*[
        asyncio.create_task(spin(p, depth - 1), name=p) for p in (path + "0", path + "1")
    ])


async def main():
    if FREE:
        BANGS.clear()
    try:
        await spin("r", DEPTH)
    except Bang as bang:
        print("caught Bang", bang)
    await asyncio.sleep(WAIT)


asyncio.run(main())
