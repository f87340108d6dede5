# rules: G14
# print_stack() shows where a task stands, or how it failed.
import asyncio
import io
import sys


async def inner():
    await asyncio.sleep(1)


async def outer():
    await inner()


async def returns():
    pass


async def fails():
    raise ValueError("no")


async def main():
    waits = asyncio.create_task(outer(), name="waits")
    failed = asyncio.create_task(fails(), name="failed")
    done = asyncio.create_task(returns(), name="done")
    await asyncio.sleep(0.5)
    for task in (waits, failed, done):
        text = io.StringIO()
        task.print_stack(file=text)
        print(text.getvalue())
    waits.print_stack(file=sys.stdout, limit=0)
    waits.print_stack()
    failed.exception()
    await waits


asyncio.run(main())
