# rules: A1 A9
import trio


async def waker(name, mine, next_one):
    await mine.wait()
    print(name)
    next_one.set()


async def main():
    events = [trio.Event() for _ in range(4)]
    async with trio.open_nursery() as nursery:
        for number in [2, 1, 0]:
            nursery.start_soon(waker, number, events[number], events[number + 1])
        await trio.lowlevel.checkpoint()
        events[0].set()
        print("what a step wakes waits for the next pass")


trio.run(main)
