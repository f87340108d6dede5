# rules: G13 G4
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def player(name, mine, other, times):
    for _ in range(times):
        ball = await mine.get()
        print(name, "hits", ball, now())
        await asyncio.sleep(0.25)
        other.put_nowait(ball + 1)


async def main():
    ping, pong = asyncio.Queue(), asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(player("ping", ping, pong, 3))
        group.create_task(player("pong", pong, ping, 3))
        ping.put_nowait(0)
    print("left", ping.qsize(), pong.qsize(), now())


asyncio.run(main())
