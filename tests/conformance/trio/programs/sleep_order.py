# rules: A2 A9
import trio


async def sleeper(name, first, second):
    await trio.sleep(first)
    print(name, "first", f"{trio.current_time():.3f}")
    await trio.sleep(second)
    print(name, "second", f"{trio.current_time():.3f}")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(sleeper, "a", 0.3, 0.1)
        nursery.start_soon(sleeper, "b", 0.1, 0.3)
        nursery.start_soon(sleeper, "c", 0.2, 0.2)
        nursery.start_soon(sleeper, "d", 0.3, 0.1)
    print("all at", trio.current_time())


trio.run(main)
