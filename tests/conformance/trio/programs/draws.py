# rules: A4
# seeds: 0 1 7 12345
import random

import trio


async def player(name):
    for i in range(3):
        await trio.sleep(random.uniform(0.01, 0.3))
        print(name, f"{random.random():.6f}", random.randint(1, 6), random.randrange(100))
    print(name, random.choice(["red", "green", "blue"]), f"{trio.current_time():.9f}")


async def main():
    cards = [1, 2, 3, 4, 5, 6]
    random.shuffle(cards)
    print(cards, random.sample(cards, 2))
    async with trio.open_nursery() as nursery:
        for card in cards[:4]:
            nursery.start_soon(player, f"p{card}", name=f"p{card}")
    print(f"{trio.current_time():.9f}")


trio.run(main)
