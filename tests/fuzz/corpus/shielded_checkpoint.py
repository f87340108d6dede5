# rules: B1 B2
import trio


async def checks(name, scopes):
    with trio.CancelScope() as scope:
        scopes.append(scope)
        await trio.lowlevel.cancel_shielded_checkpoint()
        print(name, "one")
        await trio.lowlevel.checkpoint_if_cancelled()
        print(name, "two")
        await trio.lowlevel.checkpoint()
        print(name, "three")
    print(name, scope.cancelled_caught)


async def main():
    scopes = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(checks, "free", scopes)
        nursery.start_soon(checks, "cancelled", scopes)
        await trio.sleep(0)
        await trio.sleep(0)
        scopes[-1].cancel()
        print("cancel")


trio.run(main)
