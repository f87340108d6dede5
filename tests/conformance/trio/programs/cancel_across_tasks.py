# rules: C3 C4 D4
import trio


async def worker(scopes, name):
    with trio.CancelScope() as scope:
        scopes.append(scope)
        try:
            await trio.sleep(1)
            print(name, "finished")
        except trio.Cancelled:
            print(name, "told at", trio.current_time())
            raise
    print(name, scope.cancelled_caught)


async def canceller(scopes):
    await trio.sleep(0.25)
    for scope in scopes[1:]:
        scope.cancel()
    print("cancelled two")
    await trio.sleep(0.25)
    scopes[0].cancel()
    scopes[0].cancel()
    print("and one")


async def main():
    scopes = []
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c"]:
            nursery.start_soon(worker, scopes, name, name=name)
        nursery.start_soon(canceller, scopes)
    print("end", trio.current_time())


trio.run(main)
