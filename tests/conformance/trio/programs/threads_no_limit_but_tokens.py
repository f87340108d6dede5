# rules: F8
# The default limiter has 40 tokens and is one for each run.
import time
import trio

order = []


def nap(i):
    order.append(i)
    time.sleep(1)


async def main():
    async with trio.open_nursery() as nursery:
        for i in range(45):
            nursery.start_soon(trio.to_thread.run_sync, nap, i)
        await trio.sleep(0.5)
        limiter = trio.to_thread.current_default_thread_limiter()
        print(limiter.borrowed_tokens, limiter.statistics().tasks_waiting)
        nursery.start_soon(trio.to_thread.run_sync, nap, "late")
        limiter.total_tokens = 43
    print(trio.current_time(), len(order), order[-3:])
    with trio.CancelScope() as scope:
        scope.cancel()
        await trio.to_thread.run_sync(nap, "never")
    print(order[-1], scope.cancelled_caught)


trio.run(main)
trio.run(main)
