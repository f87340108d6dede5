# rules: B1 B7
import trio


async def victim(scopes):
    with trio.CancelScope() as scope:
        scopes.append(scope)
        await trio.sleep(0)
        print("first checkpoint passed")
        await trio.sleep(0)
        print("second checkpoint passed")
        await trio.sleep(0)
        print("third checkpoint passed")
    print("victim", scope.cancelled_caught)


async def canceller(scopes, passes):
    for i in range(passes):
        await trio.lowlevel.cancel_shielded_checkpoint()
    scopes[0].cancel()
    print("cancel after", passes)


async def main():
    for passes in range(4):
        scopes = []
        async with trio.open_nursery() as nursery:
            nursery.start_soon(victim, scopes)
            nursery.start_soon(canceller, scopes, passes)


trio.run(main)
