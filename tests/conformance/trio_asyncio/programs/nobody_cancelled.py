# rules: H3
# A CancelledError that nobody in Trio asked for passes through unchanged.
import asyncio

import trio
import trio_asyncio


async def gives_up():
    await asyncio.sleep(0.5)
    raise asyncio.CancelledError("by itself")


async def waits():
    await asyncio.sleep(5)


async def main():
    async with trio_asyncio.open_loop() as loop:
        try:
            await trio_asyncio.aio_as_trio(gives_up)()
        except asyncio.CancelledError as error:
            print("passed", repr(error), trio.current_time())
        task = loop.create_task(waits())
        loop.call_later(1, task.cancel, "from a timer")
        try:
            await trio_asyncio.run_aio_future(task)
        except asyncio.CancelledError as error:
            print("passed", repr(error), task.cancelled(), trio.current_time())


trio.run(main)
