# rules: D13 F1
import trio


async def leaves():
    await trio.sleep(0.1)
    raise SystemExit(3)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(leaves)
            nursery.start_soon(trio.sleep, 1, name="sleeper")
    except BaseExceptionGroup as group:
        print("group of", len(group.exceptions))
        raise group.exceptions[0]


trio.run(main)
