# rules: A1 C5
import trio


async def ticks(name):
    try:
        while True:
            await trio.sleep(1)
            yield name
    finally:
        print("closing", name, trio.current_time())
        try:
            await trio.sleep(0)
        except trio.Cancelled as e:
            print("cancelled in", name)
            raise
        print("never")


async def failing():
    try:
        yield 1
    finally:
        raise ValueError("in cleanup")


async def plain():
    yield 1
    yield 2


async def main():
    async for t in ticks("loop"):
        break
    print("left")
    await trio.sleep(1)
    print("later")
    async for p in plain():
        break
    other = ticks("never begun")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        async for t in ticks("in nursery"):
            break
    global held
    held = ticks("global")
    await anext(held)
    print("main ends")


trio.run(main)
print("run over")
