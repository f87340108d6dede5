import trio


async def work(name, seconds):
    try:
        await trio.sleep(seconds)
        print(name, "ok")
    except trio.Cancelled:
        print(name, "cancelled")
        raise


async def cleaner():
    try:
        await trio.sleep(5)
    finally:
        with trio.move_on_after(0.4, shield=True):
            await trio.sleep(0.25)
            print("cleaned up")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(cleaner, name="cleaner")
        nursery.start_soon(work, "other", 5, name="other")
        await trio.sleep(0.2)
        nursery.cancel_scope.cancel(reason="enough")
        print("cancel returned")
        nursery.start_soon(work, "late", 5, name="late")
        print("body end")
    print("closed")


trio.run(main)
