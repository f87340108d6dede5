# rules: D5 D4
# Handlers for the parts of a group.
import trio


async def broken_leg():
    await trio.sleep(1)
    raise KeyError("leg")


async def broken_arm():
    try:
        await trio.sleep(5)
    finally:
        raise ValueError("arm")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(broken_leg)
            nursery.start_soon(broken_arm)
            await trio.sleep(9)
    except* KeyError as keys:
        print("keys", [repr(e) for e in keys.exceptions])
    except* ValueError as values:
        print("values", [repr(e) for e in values.exceptions])
    print(trio.current_time())


trio.run(main)
