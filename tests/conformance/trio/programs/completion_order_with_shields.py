# rules: L15 D5
import trio


async def shielded(name, seconds):
    with trio.CancelScope(shield=True):
        await trio.sleep(seconds)
    raise ValueError(name)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(shielded, "s3", 3)
            nursery.start_soon(shielded, "s2", 2)
            nursery.start_soon(shielded, "c1", 1)
            try:
                await trio.sleep(5)
            except trio.Cancelled:
                raise KeyError("body")
    except ExceptionGroup as group:
        print(group.exceptions)


trio.run(main)
