# rules: G3
# Tasks are named in the order in which they are made, or as they were told.
import asyncio


async def tell():
    return asyncio.current_task().get_name()


async def main():
    print(await tell())
    print(await asyncio.gather(tell(), tell(), asyncio.create_task(tell(), name="mine")))
    task = asyncio.create_task(tell())
    task.set_name(7)
    print(await task, repr(task.get_name()))
    print(await asyncio.wait_for(tell(), 1), len(asyncio.all_tasks()))


asyncio.run(main())
