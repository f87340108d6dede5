# rules: B8 D4 D5 L14
import trio


class Cleanup(Exception):
    pass


async def child(name):
    try:
        await trio.sleep_forever()
    finally:
        raise Cleanup(name)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, "one")
            nursery.start_soon(child, "two")
            await trio.sleep(0.2)
            raise KeyError("body")
    except ExceptionGroup as group:
        for error in group.exceptions:
            print(str(error), trio.current_time())
        print(len(group.exceptions))


trio.run(main)
