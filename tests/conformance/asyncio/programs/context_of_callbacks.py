# rules: G3 G14
# A callback runs in a copy of the context in which it was asked for, or in the one that it was given.
import asyncio
from contextvars import ContextVar, copy_context

who = ContextVar("who")


def tell(*args):
    print("called with", args, "by", who.get("nobody"))
    who.set("a callback")


async def main():
    loop = asyncio.get_running_loop()
    who.set("first")
    loop.call_soon(tell, 1)
    who.set("second")
    loop.call_later(0.5, tell, 2)
    mine = copy_context()
    loop.call_soon(tell, 3, context=mine)
    future = loop.create_future()
    future.add_done_callback(lambda done: tell(done.result()))
    future.add_done_callback(lambda done: tell("mine"), context=mine)
    who.set("third")
    future.set_result(4)
    await asyncio.sleep(1)
    print(who.get(), mine[who])


asyncio.run(main())
