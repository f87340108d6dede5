# rules: L1 D4
import trio


async def sleeper(name):
    await trio.sleep(0.1)
    print(name, "returned from its sleep")
    if name == "bad":
        raise ValueError("bad")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            for name in ["a", "bad", "b"]:
                nursery.start_soon(sleeper, name)
    except* ValueError as group:
        print(group.exceptions)


trio.run(main)
