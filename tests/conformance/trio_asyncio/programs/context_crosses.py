# rules: H2 H4
import asyncio
import contextvars

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio

who = contextvars.ContextVar("who", default="nobody")


async def ours(name):
    print("ours sees", who.get())
    who.set(name)
    await trio.sleep(0.1)
    print("ours is", who.get())


async def theirs():
    print("theirs sees", who.get())
    who.set("asyncio")
    await trio_as_aio(ours)("trio")
    print("theirs is", who.get(), trio_asyncio.current_loop.get() is asyncio.get_running_loop())


async def main():
    print(trio_asyncio.current_loop.get())
    async with trio_asyncio.open_loop() as loop:
        print(trio_asyncio.current_loop.get() is loop)
        who.set("main")
        await aio_as_trio(theirs)()
        print("main is", who.get())


trio.run(main)
