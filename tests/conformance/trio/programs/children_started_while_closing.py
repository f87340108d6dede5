# rules: D2 D3
import trio


async def grandchild(name):
    await trio.sleep(1)
    print(name, trio.current_time())


async def child(nursery):
    await trio.sleep(1)
    nursery.start_soon(grandchild, "g1")
    nursery.start_soon(grandchild, "g2")
    print("started two in a waiting nursery")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, nursery)
    print("closed", trio.current_time())
    try:
        nursery.start_soon(grandchild, "late")
    except RuntimeError as error:
        print(error)
    try:
        await nursery.start(grandchild)
    except RuntimeError as error:
        print(error)


trio.run(main)
