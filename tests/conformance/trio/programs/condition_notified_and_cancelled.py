# rules: E5 B7
import trio


async def waiter(condition, name, scopes):
    with trio.CancelScope() as scopes[name]:
        async with condition:
            await condition.wait()
            print(name, "notified", trio.current_time())
    print(name, scopes[name].cancelled_caught)


async def main():
    condition, scopes = trio.Condition(), {}
    async with trio.open_nursery() as nursery:
        for name in ["a", "b"]:
            nursery.start_soon(waiter, condition, name, scopes)
        await trio.sleep(1)
        async with condition:
            condition.notify(2)
            scopes["a"].cancel()
            await trio.sleep(1)


trio.run(main)
