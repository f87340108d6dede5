# rules: E2 L20
import trio


async def acquirer(lock, scopes):
    with trio.CancelScope() as scope:
        scopes.append(scope)
        await lock.acquire()
        print("got it, cancelled:", scope.cancel_called)
        try:
            await trio.lowlevel.checkpoint()
        finally:
            lock.release()
    print(scope.cancelled_caught)


async def main():
    lock, scopes = trio.Lock(), []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(acquirer, lock, scopes)
        await trio.lowlevel.checkpoint()
        if scopes:
            scopes[0].cancel()
        else:
            await trio.lowlevel.checkpoint()
            scopes[0].cancel()


trio.run(main)
