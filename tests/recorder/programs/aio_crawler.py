"""A crawler: each page leads to others, which are fetched side by side, each within its time."""

import asyncio

SITE = {
    "/": ("/news", "/docs", "/about"),
    "/news": ("/news/1", "/news/2"),
    "/docs": ("/docs/slow", "/docs/a"),
    "/docs/a": ("/docs/b",),
    "/docs/b": ("/broken",),
}
SECONDS = {"/docs/slow": 5.0, "/news/2": 0.06}
PATIENCE = 0.4


class NotFound(Exception):
    pass


async def fetch(page):
    await asyncio.sleep(SECONDS.get(page, 0.02))
    if page == "/broken":
        raise NotFound(page)
    return SITE.get(page, ())


async def visit(page, seen, failed):
    seen.add(page)
    links = ()
    try:
        async with asyncio.timeout(PATIENCE):
            links = await fetch(page)
    except TimeoutError:
        failed[page] = "too slow"
    except NotFound:
        failed[page] = "not found"
    async with asyncio.TaskGroup() as group:
        for link in links:
            if link not in seen:
                group.create_task(visit(link, seen, failed), name=link)


async def main():
    seen, failed = set(), {}
    await asyncio.wait_for(visit("/", seen, failed), 5)
    print(len(seen), "pages", sorted(failed.items()))


asyncio.run(main())
