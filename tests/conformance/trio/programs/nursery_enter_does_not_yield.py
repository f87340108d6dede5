# rules: D1
import trio


async def other():
    print("other runs")


async def main():
    async with trio.open_nursery() as outer:
        outer.start_soon(other)
        async with trio.open_nursery() as nursery:
            print("entered, nobody ran", nursery.child_tasks == set())
        print("left, one pass later")


trio.run(main)
