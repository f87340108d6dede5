# rules: E4
import trio


async def user(limiter, name, scopes):
    with trio.CancelScope() as scopes[name]:
        async with limiter:
            print(name, trio.current_time())
            await trio.sleep(1)


async def main():
    limiter, scopes = trio.CapacityLimiter(1), {}
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c"]:
            nursery.start_soon(user, limiter, name, scopes)
        await trio.sleep(0.5)
        scopes["b"].cancel()
        print(limiter.statistics().tasks_waiting)
    print(limiter.borrowed_tokens)


trio.run(main)
