import trio


async def fetch(name, seconds):
    print(name, "starts")
    await trio.sleep(seconds)
    print(name, "ends")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(fetch, "A", 0.3, name="A")
        nursery.start_soon(fetch, "B", 0.4, name="B")
    print("done")


trio.run(main)
