# rules: G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def crawl(group, page, depth):
    await asyncio.sleep(0.25)
    print("page", page, now())
    if depth:
        for n in (1, 2):
            group.create_task(crawl(group, f"{page}.{n}", depth - 1))


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(crawl(group, "1", 2))
    print("all pages", now())


asyncio.run(main())
