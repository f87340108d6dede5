# rules: A4 A5
import trio


async def child(name):
    print(name, "first")
    await trio.lowlevel.checkpoint()
    print(name, "second")
    await trio.sleep(0.5)
    print(name, "third", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        for name in "abcdefg":
            nursery.start_soon(child, name, name=name)


trio.run(main)
