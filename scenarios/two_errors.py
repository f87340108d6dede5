import trio


async def work(name, seconds):
    try:
        await trio.sleep(seconds)
        print(name, "ok")
    except trio.Cancelled:
        print(name, "cancelled")
        raise


async def bad():
    await trio.sleep(0.2)
    raise ValueError("bad")


async def messy():
    try:
        await trio.sleep(5)
    finally:
        with trio.CancelScope(shield=True):
            await trio.sleep(0.1)  # cleaning up takes its time
        raise KeyError("messy")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(bad, name="bad")
            nursery.start_soon(messy, name="messy")
            nursery.start_soon(work, "C", 1, name="C")
    except* ValueError:
        print("a ValueError arrived")
    except* KeyError:
        print("a KeyError arrived")


trio.run(main)
