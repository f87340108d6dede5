# rules: B3 B6
import trio, outcome
async def child():
    try:
        await trio.sleep(5)
    except RuntimeError as e:
        print(e)
    try:
        await trio.sleep_forever()
    except RuntimeError as e:
        print(e)
    try:
        await trio.sleep(5)
    except ValueError as e:
        print(repr(e), trio.current_time())
    await trio.Event().wait()
    print("woken from an event")
    l = trio.Lock(); l.acquire_nowait() if False else None
async def main():
    async with trio.open_nursery() as n:
        n.start_soon(child)
        t = list(n.child_tasks)[0]
        for o in (outcome.Value(1), outcome.Value(2), outcome.Error(ValueError("v")), outcome.Value(3)):
            await trio.testing.wait_all_tasks_blocked()
            trio.lowlevel.reschedule(t, o)
import trio.testing
trio.run(main)
