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


async def both():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(work, "slow", 0.5, name="slow")
            nursery.start_soon(bad, name="bad")
    except ValueError:
        print("A: caught by except")


async def main():
    try:
        await both()
    except* ValueError:
        print("B: caught by except*")


trio.run(main)
