# rules: D5 C5
import trio


async def fails(error):
    try:
        await trio.sleep(0.1)
    finally:
        raise error


async def attempt(errors):
    async with trio.open_nursery() as nursery:
        for error in errors:
            nursery.start_soon(fails, error)


async def main():
    try:
        await attempt([ValueError("v"), KeyError("k"), ValueError("w")])
    except* ValueError as group:
        print("values", len(group.exceptions))
    except* KeyError as group:
        print("keys", len(group.exceptions))
    try:
        try:
            await attempt([ValueError("v"), OSError("o")])
        except* ValueError:
            print("only the value")
    except ExceptionGroup as group:
        print("left", len(group.exceptions), group.exceptions[0])
    try:
        try:
            await attempt([ValueError("v")])
        except* ValueError as group:
            raise LookupError("instead")
    except* LookupError as group:
        print("raised in the handler", len(group.exceptions))
    try:
        await attempt([])
    except* ValueError:
        print("not run")
    else:
        print("else")
    finally:
        print("finally", trio.current_time())


trio.run(main)
