import random

import trio
import trio.testing

PLAYERS = 4


class Bang(Exception):
    pass


async def play(name, revolver):
    await trio.sleep(0.1)
    print(f"shot {PLAYERS + 1 - len(revolver)}: {name}")
    if revolver.pop():
        raise Bang(name)


async def test_roulette():
    revolver = [chamber == 0 for chamber in range(PLAYERS)]
    random.shuffle(revolver)
    bangs = []
    try:
        async with trio.open_nursery() as nursery:
            for number in range(PLAYERS):
                nursery.start_soon(play, f"p{number}", revolver, name=f"p{number}")
            await trio.testing.wait_all_tasks_blocked()
            print("everybody has sat down")
    except* Bang as group:
        bangs.extend(group.exceptions)
    assert len(bangs) == 1
    assert not nursery.child_tasks
    print("one bang, and nobody plays on")


trio.run(test_roulette, clock=trio.testing.MockClock(autojump_threshold=0))
