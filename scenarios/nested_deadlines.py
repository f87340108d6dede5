import trio


async def outer_is_earlier():
    with trio.move_on_after(0.5):
        with trio.move_on_after(1.0) as inner:
            await trio.sleep(2)
            print("slept")
        print("inner done")
    print("outer done, inner caught", inner.cancelled_caught)


async def inner_is_earlier():
    with trio.move_on_after(1.0) as outer:
        with trio.move_on_after(0.2):
            await trio.sleep(2)
            print("slept")
        print("inner done")
        await trio.sleep(0.2)
    print("outer done, outer caught", outer.cancelled_caught)


async def main():
    await outer_is_earlier()
    await inner_is_earlier()


trio.run(main)
