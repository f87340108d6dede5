# rules: L17 L18 C12
import trio


async def child(scopes):
    with trio.CancelScope(shield=True) as scope:
        scopes.append(scope)
        try:
            await trio.sleep(5)
        except trio.Cancelled:
            print("told, although the shield is up again:", scope.shield)
        await trio.sleep(1)
        print("and left alone now", trio.current_time())
    await trio.sleep(1)
    print("not reached")


async def main():
    scopes = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, scopes)
        await trio.sleep(1)
        nursery.cancel_scope.cancel()
        with trio.CancelScope(shield=True):
            await trio.sleep(1)
        scopes[0].shield = False
        scopes[0].shield = True


trio.run(main)
