# rules: D11
import trio


async def child():
    await trio.sleep(1)
    raise ValueError("belongs to the opener")


async def spawner(nursery):
    nursery.start_soon(child)
    print("spawner over", trio.lowlevel.current_task().child_nurseries)


async def main():
    async with trio.open_nursery() as outer:
        try:
            async with trio.open_nursery() as nursery:
                outer.start_soon(spawner, nursery)
                print(nursery.parent_task is trio.lowlevel.current_task())
                await trio.sleep(0.5)
                print([task.name for task in nursery.child_tasks])
        except* ValueError as group:
            print(repr(group))


trio.run(main)
