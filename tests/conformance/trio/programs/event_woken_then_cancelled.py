# rules: B4 B7 L7 L8
# needs: trio.Event
import trio


async def waiter(event, name):
    await event.wait()
    print(name, "woken")
    await trio.sleep(0)
    print(name, "not run")


async def bad(event):
    await event.wait()
    raise ValueError("on waking")


async def scoped(event, scopes, name):
    with trio.CancelScope() as scope:
        scopes.append(scope)
        await event.wait()
        print(name, "woken")
        await trio.sleep(0)
        print(name, "not run")
    print(name, scope.cancelled_caught)


async def main():
    event = trio.Event()
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(waiter, event, "one")
            nursery.start_soon(bad, event)
            nursery.start_soon(waiter, event, "two")
            await trio.sleep(0.1)
            event.set()
    except* ValueError:
        print("caught")
    for cancel_first in [False, True]:
        event, scopes = trio.Event(), []
        async with trio.open_nursery() as nursery:
            nursery.start_soon(scoped, event, scopes, "scoped")
            await trio.sleep(0.1)
            if cancel_first:
                scopes[0].cancel()
            event.set()
            scopes[0].cancel()


trio.run(main)
