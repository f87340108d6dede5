# rules: E2
import trio


async def waiter(lock, name, scopes):
    with trio.CancelScope() as scopes[name]:
        async with lock:
            print(name, trio.current_time())
            await trio.sleep(1)


async def main():
    lock, scopes = trio.Lock(), {}
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c"]:
            nursery.start_soon(waiter, lock, name, scopes)
        await trio.sleep(0.5)
        scopes["b"].cancel()
        print(lock.statistics().tasks_waiting)


trio.run(main)
