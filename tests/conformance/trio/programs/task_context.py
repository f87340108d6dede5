# rules: A1
# Task.context: a task's values, read and run in from outside, one object for each task.
import contextvars

import trio

user = contextvars.ContextVar("user", default="nobody")


def tell(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at ")[0])


async def child(name):
    user.set(name)
    await trio.sleep(1)
    print(name, "has", user.get(), trio.lowlevel.current_task().context[user])


def change(value):
    user.set(value)
    return user.get()


def inside():
    task = trio.lowlevel.current_task()
    tell(task.context.run, user.get)
    return task.context.get(user), user.get()


async def main():
    user.set("main")
    me = trio.lowlevel.current_task()
    context = me.context
    print(type(context) is contextvars.Context, me.context is context)
    print(context[user], user in context, context.get(user))
    tell(context.run, user.get)
    tell(context.run, change, "other")
    copy = contextvars.copy_context()
    print(copy == context, copy.run(change, "copied"), context[user], copy[user])
    print(copy.run(inside))
    tell(copy.run, copy.run, user.get)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "a")
        nursery.start_soon(child, "b")
        await trio.sleep(0.5)
        tasks = sorted(nursery.child_tasks, key=lambda task: task.context[user])
        print([task.context[user] for task in tasks])
        print(tasks[0].context.run(change, "changed"), user.get())
    print([task.context[user] for task in tasks])


trio.run(main)
