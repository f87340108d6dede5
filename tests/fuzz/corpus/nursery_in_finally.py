# rules: C3 D2 D9
import trio


async def saver(name):
    print(name, "begins")
    try:
        await trio.sleep(0.1)
        print(name, "saved")
    finally:
        print(name, "over", trio.current_time())


async def main():
    with trio.move_on_after(1) as scope:
        try:
            await trio.sleep(3)
        finally:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(saver, "plain")
            print("not run")
    print(scope.cancelled_caught)
    with trio.move_on_after(1) as scope:
        try:
            await trio.sleep(3)
        finally:
            with trio.CancelScope(shield=True):
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(saver, "shielded")
            print("saved at", trio.current_time())
    print(scope.cancelled_caught)


trio.run(main)
