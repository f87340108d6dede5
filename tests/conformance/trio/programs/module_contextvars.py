# rules: A1
# contextvars: each task has its own copy of its creator's values.
import contextvars
from contextvars import ContextVar, copy_context

import trio

user = ContextVar("user", default="nobody")
depth = ContextVar("depth")


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__)


print(user.get(), user.name, depth.get(0))
tell(lambda: depth.get())
token = user.set("ann")
print(user.get(), token.var is user, token.old_value is contextvars.Token.MISSING)
user.reset(token)
print(user.get())
tell(lambda: user.reset(token))
tell(lambda: depth.reset(user.set("x")))


async def child(name):
    print(name, "starts with", user.get())
    user.set(name)
    await trio.sleep(1)
    print(name, "still", user.get())


async def main():
    user.set("main")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "a")
        user.set("changed")
        nursery.start_soon(child, "b")
        await trio.sleep(0.5)
        print("main has", user.get())
        nursery.start_soon(child, "c")
    print("main has", user.get())


trio.run(main)
print("module has", user.get())
context = copy_context()


def inside():
    user.set("inside")
    depth.set(1)
    return user.get()


print(context.run(inside), user.get(), context[user], context.get(depth), depth in context)
tell(lambda: context.run(context.run, inside))
tell(lambda: context["x"])
other = context.copy()
other.run(user.set, "other")
print(context[user], other[user])
