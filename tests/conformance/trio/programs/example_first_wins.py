# rules: D8 D11
# Several ways to the same answer; the first one back cancels the others.
import trio


async def race(*contestants):
    winners = []

    async def jockey(contestant, nursery):
        winners.append(await contestant())
        nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        for contestant in contestants:
            nursery.start_soon(jockey, contestant, nursery)
    return winners[0]


async def hare():
    await trio.sleep(3)
    return "hare"


async def tortoise():
    await trio.sleep(2)
    return "tortoise"


async def main():
    print(await race(hare, tortoise), trio.current_time())
    print(await race(tortoise, tortoise), trio.current_time())


trio.run(main)
