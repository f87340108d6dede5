# rules: B4 B7 A9
import trio


async def sleeper(scopes, name):
    with trio.CancelScope() as scope:
        scopes[name] = scope
        await trio.sleep(0.5)
        print(name, "slept")
    print(name, scope.cancelled_caught)


async def canceller(scopes, names):
    await trio.sleep(0.5)
    for name in names:
        scopes[name].cancel()
    print("cancelled", names)


async def main():
    scopes = {}
    async with trio.open_nursery() as nursery:
        nursery.start_soon(sleeper, scopes, "before", name="before")
        nursery.start_soon(canceller, scopes, ["before", "after"])
        nursery.start_soon(sleeper, scopes, "after", name="after")


trio.run(main)
