# rules: B4 D4 D5
import trio


async def fails(delay):
    await trio.sleep(delay)
    raise ValueError(f"child {delay}")


async def main():
    for body_delay in [0.1, 0.2, 0.3]:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(fails, 0.2)
                nursery.start_soon(fails, 0.2)
                await trio.sleep(body_delay)
                raise KeyError("body")
        except ExceptionGroup as group:
            print(len(group.exceptions), group.exceptions[0])
        print(f"{trio.current_time():.2f}")


trio.run(main)
