import trio


async def poll():
    for _ in range(8):
        try:
            await trio.sleep(0.2)
            print("ok")
        except BaseException:
            print("ignored")
    print("poll finished")


async def main():
    with trio.move_on_after(0.5) as scope:
        await poll()
    print("caught", scope.cancelled_caught, "called", scope.cancel_called)


trio.run(main)
