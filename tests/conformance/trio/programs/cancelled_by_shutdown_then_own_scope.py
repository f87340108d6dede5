# rules: C16 D11
# A system task is cancelled because main is done; a scope inside it that is cancelled after that is
# what those in it are told by from then on.
import trio


async def waits(name):
    try:
        await trio.sleep_forever()
    finally:
        print(name, "ends")


async def starts(task_status):
    async with trio.open_nursery() as inner:
        outer_nursery.cancel_scope.cancel()
        inner.start_soon(waits, "child", name="child")
        await waits("body")


async def system():
    global outer_nursery
    async with trio.open_nursery() as outer_nursery:
        await outer_nursery.start(starts)


outer_nursery = None


async def main():
    trio.lowlevel.spawn_system_task(system)


trio.run(main)
print("over")
