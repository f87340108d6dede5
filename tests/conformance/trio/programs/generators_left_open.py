# rules: F1
import trio


async def numbers(name):
    try:
        for i in range(5):
            yield i
            await trio.sleep(0.1)
    finally:
        print(name, "closes")
        try:
            await trio.sleep(0.1)
        except trio.Cancelled:
            print(name, "is not to wait")
            raise


kept = []


async def child():
    async for x in numbers("child's"):
        print(x)
        if x == 1:
            break


async def main():
    for name in ("one", "two", "three"):
        generator = numbers(name)
        kept.append(generator)
        print(await generator.__anext__())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child)
    print("main ends")


trio.run(main)
