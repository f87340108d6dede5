# rules: F2
import trio


async def system(name):
    task = trio.lowlevel.current_task()
    print(task.name, task.parent_nursery.parent_task is trio.lowlevel.current_root_task())
    with trio.move_on_after(10) as scope:
        await trio.sleep(1)
        print(name, trio.current_time(), scope.deadline)


async def main():
    with trio.move_on_after(0.5):
        task = trio.lowlevel.spawn_system_task(system, "x", name="helper")
        print(task.name)
        await trio.sleep(5)
    print("main's scopes are none of its business")
    await trio.sleep(1)


trio.run(main)
