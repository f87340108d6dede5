import trio

PLAIN_OPEN = False
PATIENCE = 0.5


async def clock():
    while True:
        await trio.sleep(0.1)
        print("tick")


async def names_in(path):
    if PLAIN_OPEN:
        with open(path) as file:
            return file.read().split()
    async with await trio.open_file(path) as file:
        return (await file.read()).split()


async def fetch(name):
    with trio.move_on_after(PATIENCE) as scope:
        async with await trio.open_tcp_stream(name, 80) as stream:
            await stream.send_all(b"GET /\r\n")
            page = b"".join([chunk async for chunk in stream])
        await trio.Path(f"{name}.html").write_bytes(page)
        print("saved", name)
    if scope.cancelled_caught:
        print("gave up on", name)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(clock)
        names = await names_in("sites.txt")
        print("read", len(names), "names")
        async with trio.open_nursery() as fetching:
            for name in names:
                fetching.start_soon(fetch, name, name=name)
        nursery.cancel_scope.cancel()


trio.run(main)
