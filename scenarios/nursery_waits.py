import trio


async def work(name, seconds):
    await trio.sleep(seconds)
    print(name, "ok")


async def main():
    print("open")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, "A", 0.3, name="A")
        nursery.start_soon(work, "B", 0.7, name="B")
        print("body end")
    print("after")


trio.run(main)
