# rules: H5
# A handler of the program's own takes the default's place: nothing is raised.
import asyncio

import trio
import trio_asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context["exception"]), trio.current_time())


async def orphan():
    await asyncio.sleep(0.5)
    raise ValueError("told")


def bad():
    1 / 0


async def main():
    async with trio_asyncio.open_loop() as loop:
        loop.set_exception_handler(handler)
        loop.create_task(orphan())
        loop.call_later(1, bad)
        await trio.sleep(2)
        print("body goes on", trio.current_time())


trio.run(main)
