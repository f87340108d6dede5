# rules: D10
import trio
async def c(task_status):
    task_status.started(1)
    try: task_status.started(2)
    except RuntimeError as e: print(e)
    await trio.sleep(1)
async def never(task_status): pass
async def keep(box, task_status):
    box.append(task_status); task_status.started()
async def main():
    box = []
    async with trio.open_nursery() as n:
        print(await n.start(c))
        try: await n.start(never)
        except RuntimeError as e: print(e)
        await n.start(keep, box)
    try: box[0].started()
    except RuntimeError as e: print(e)
    print(str(box[0])[:20])
    async def spawn_in_old(task_status):
        old = trio.lowlevel.current_task().parent_nursery
        old.start_soon(trio.sleep, 1)
        raise ValueError("a")
    async with trio.open_nursery() as n:
        try: await n.start(spawn_in_old)
        except BaseException as e: print(repr(e))
    async def two(task_status):
        old = trio.lowlevel.current_task().parent_nursery
        async def bad():
            try: await trio.sleep(1)
            finally: raise KeyError("b")
        old.start_soon(bad)
        await trio.sleep(0.1)
        raise ValueError("a")
    async with trio.open_nursery() as n:
        try: await n.start(two)
        except BaseException as e: print(repr(e), repr(e.__cause__))
trio.run(main)
