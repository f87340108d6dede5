# rules: C12 D5 L15
import trio


class Late(Exception):
    pass


async def shielded(name, delay):
    with trio.CancelScope(shield=True):
        await trio.sleep(delay)
    raise Late(name)


async def plain(name, delay):
    await trio.sleep(delay)
    raise Late(name)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(shielded, "s3", 3)
            nursery.start_soon(shielded, "s2", 2)
            nursery.start_soon(plain, "c1", 1)
            try:
                await trio.sleep(9)
            finally:
                raise Late("body")
    except ExceptionGroup as group:
        for error in group.exceptions:
            print(error)
        print("at", trio.current_time())


trio.run(main)
