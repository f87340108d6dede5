# rules: D12
import trio


async def child():
    try:
        await trio.sleep(5)
    finally:
        print("child cancelled")


async def careless():
    nursery = await trio.open_nursery().__aenter__()
    nursery.start_soon(child)
    await trio.sleep(1)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(careless)
    except* RuntimeError as group:
        for error in group.exceptions:
            print(str(error).split(":")[0], trio.current_time())


trio.run(main)
