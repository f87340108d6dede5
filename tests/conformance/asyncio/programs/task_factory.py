# rules: G3 G6
# A loop's factory makes its tasks, whoever asks for them.
import asyncio


async def work(n):
    await asyncio.sleep(n / 4)
    return n


def factory(loop, coro, *, context=None):
    task = asyncio.Task(coro, loop=loop, context=context)
    made.append(task)
    print("made", coro.__name__, context is None)
    return task


made = []


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    task = asyncio.create_task(work(1), name="named")
    print(task.get_name(), await task)
    print(await asyncio.gather(work(2), work(1), work(2)))
    print(await asyncio.wait_for(work(1), 5))
    print(await asyncio.shield(work(1)))
    async with asyncio.TaskGroup() as group:
        child = group.create_task(work(1), name="child")
    print(child.get_name(), child.result())
    print(len(made))
    loop.set_task_factory(None)
    await asyncio.create_task(work(1))
    print(len(made))
    try:
        loop.set_task_factory(5)
    except TypeError as error:
        print(error)


asyncio.run(main())
