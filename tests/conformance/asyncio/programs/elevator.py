# rules: G13 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


class Lift:
    def __init__(self):
        self.calls = asyncio.Queue()
        self.floor = 0

    async def run(self):
        while True:
            floor, reached = await self.calls.get()
            while self.floor != floor:
                await asyncio.sleep(0.5)
                self.floor += 1 if floor > self.floor else -1
            reached.set_result(self.floor)

    async def call(self, floor):
        reached = asyncio.get_running_loop().create_future()
        await self.calls.put((floor, reached))
        return await reached


async def person(lift, name, home, goal):
    await lift.call(home)
    print(name, "enters at", home, now())
    await lift.call(goal)
    print(name, "leaves at", goal, now())


async def main():
    lift = Lift()
    running = asyncio.create_task(lift.run())
    await asyncio.gather(person(lift, "a", 2, 0), person(lift, "b", 1, 3))
    running.cancel()
    print(await asyncio.gather(running, return_exceptions=True))


asyncio.run(main())
