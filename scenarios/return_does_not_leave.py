import trio

CANCEL = False  # cancel the nursery before the return


async def heartbeat():
    while True:
        await trio.sleep(0.25)
        print("beat")


async def work():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(heartbeat, name="heartbeat")
        await trio.sleep(0.4)
        print("returning")
        if CANCEL:
            nursery.cancel_scope.cancel()
        return 42


async def main():
    print("got", await work())


trio.run(main)
