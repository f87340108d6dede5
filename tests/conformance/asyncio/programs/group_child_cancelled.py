# rules: G9
# A child that is cancelled is no error of its group; the others go on.
import asyncio


async def work(n):
    await asyncio.sleep(n)
    print("worked", n)


async def main():
    async with asyncio.TaskGroup() as group:
        children = [group.create_task(work(n)) for n in (1, 2, 3)]
        await asyncio.sleep(0.5)
        children[1].cancel()
    print([each.cancelled() for each in children])


asyncio.run(main())
