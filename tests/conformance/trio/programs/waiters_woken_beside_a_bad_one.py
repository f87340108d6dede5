# rules: L7 B4
import trio


async def waiter(event, name):
    await event.wait()
    print(name, "woke")
    if name == "bad":
        raise ValueError("bad")
    try:
        await trio.sleep(1)
    finally:
        print(name, "told at its next checkpoint")


async def main():
    event = trio.Event()
    try:
        async with trio.open_nursery() as nursery:
            for name in ["1", "bad", "2"]:
                nursery.start_soon(waiter, event, name)
            await trio.sleep(1)
            event.set()
    except* ValueError as group:
        print(group.exceptions)


trio.run(main)
