# rules: G3
# A task runs in a copy of the context that made it, or in the one that it was given.
import asyncio
from contextvars import Context, ContextVar, copy_context

level = ContextVar("level", default=0)


async def deeper(name):
    level.set(level.get() + 1)
    await asyncio.sleep(0)
    print(name, level.get())


async def main():
    level.set(10)
    await asyncio.gather(deeper("a"), deeper("b"))
    print("main", level.get())
    given = copy_context()
    await asyncio.create_task(deeper("given"), context=given)
    await asyncio.create_task(deeper("again"), context=given)
    print("main", level.get(), "given", given[level])
    async with asyncio.TaskGroup() as group:
        group.create_task(deeper("in group"))
        group.create_task(deeper("empty"), context=Context())
    await asyncio.wait_for(deeper("waited for"), 1)
    await deeper("awaited")
    print("main", level.get())


asyncio.run(main())
print("outside", level.get())
