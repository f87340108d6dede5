# rules: H4 H5
# A Trio task that nobody in asyncio waits for: its error goes to the handler; its own handle
# cancels it.
import asyncio

import trio
import trio_asyncio


async def ours(name, delay, fails=False):
    try:
        await trio.sleep(delay)
        if fails:
            raise ValueError(name)
        print(name, "ok", trio.current_time())
    except trio.Cancelled:
        print(name, "cancelled", trio.current_time())
        raise


def handler(loop, context):
    print(context["message"].split(" at ")[0], repr(context["exception"]), trio.current_time())


async def main():
    try:
        async with trio_asyncio.open_loop() as loop:
            loop.set_exception_handler(handler)
            handle = loop.run_trio_task(ours, "a", 5)
            trio_asyncio.run_trio_task(ours, "b", 1)
            await trio.sleep(0.5)
            handle.cancel()
            await trio.sleep(1)
            loop.run_trio_task(ours, "c", 0.25, True)
            await trio.sleep(5)
    except BaseExceptionGroup as group:
        print(repr(group), trio.current_time())


trio.run(main)
