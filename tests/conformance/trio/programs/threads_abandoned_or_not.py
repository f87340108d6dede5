# rules: F8 L36
import time
import trio


def slow(seconds):
    time.sleep(seconds)
    print("thread done at", trio_time())
    return 7


def trio_time():
    return round(time.time(), 3)


async def main():
    with trio.move_on_after(0.05) as scope:
        value = await trio.to_thread.run_sync(slow, 0.2)
        print("value", value, trio.current_time(), scope.cancel_called)
        await trio.sleep(0)
        print("not reached")
    print("caught", scope.cancelled_caught, trio.current_time())
    limiter = trio.CapacityLimiter(1)
    with trio.move_on_after(0.05) as scope:
        await trio.to_thread.run_sync(slow, 0.3, abandon_on_cancel=True, limiter=limiter)
        print("not reached")
    print("caught", scope.cancelled_caught, trio.current_time(), limiter.borrowed_tokens)
    await trio.sleep(1)
    print("later", trio.current_time(), limiter.borrowed_tokens)


trio.run(main)
