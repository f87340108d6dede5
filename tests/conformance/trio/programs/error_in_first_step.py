# rules: A8 D2 D4
import trio


async def fails_at_once():
    raise ValueError("first step")


async def child(name):
    print(name, "first step")
    await trio.sleep(0)
    print(name, "not run")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, "before")
            nursery.start_soon(fails_at_once)
            nursery.start_soon(child, "after")
            await trio.sleep(0)
            print("body")
    except* ValueError:
        print("caught", trio.current_time())


trio.run(main)
