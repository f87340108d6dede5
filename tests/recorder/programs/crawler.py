"""A crawler: each page leads to others, which are fetched side by side, each within its time."""

import trio

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
    await trio.sleep(SECONDS.get(page, 0.02))
    if page == "/broken":
        raise NotFound(page)
    return SITE.get(page, ())


async def visit(page, seen, failed):
    seen.add(page)
    links = ()
    try:
        with trio.fail_after(PATIENCE):
            links = await fetch(page)
    except trio.TooSlowError:
        failed[page] = "too slow"
    except NotFound:
        failed[page] = "not found"
    async with trio.open_nursery() as nursery:
        for link in links:
            if link not in seen:
                nursery.start_soon(visit, link, seen, failed, name=link)


async def main():
    seen, failed = set(), {}
    with trio.move_on_after(5) as scope:
        await visit("/", seen, failed)
    print(len(seen), "pages", sorted(failed.items()), scope.cancelled_caught)


trio.run(main)
