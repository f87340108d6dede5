# Threads under deadlines: who waits, who gives up, and who goes on all the same.
import time

import trio

LIMIT = None


def count_to(n, name):
    for i in range(n):
        time.sleep(0.25)
        print(f"{trio.from_thread.run_sync(trio.current_time):.2f} {name} counts {i}")
    return name


def deaf(seconds, name):
    time.sleep(seconds)
    print(name, "is done, whoever waits")
    return name


async def take_turn(name, abandon):
    with trio.move_on_after(0.6) as scope:
        got = await trio.to_thread.run_sync(deaf, 1, name, abandon_on_cancel=abandon, limiter=LIMIT)
        print(trio.current_time(), "got", got)
    print(trio.current_time(), name, "caught" if scope.cancelled_caught else "not caught",
          LIMIT.borrowed_tokens)


def polite():
    try:
        while True:
            time.sleep(0.2)
            trio.from_thread.check_cancelled()
    except trio.Cancelled:
        print("the thread cleans up")
        raise


async def main():
    global LIMIT
    LIMIT = trio.CapacityLimiter(2)
    print(await trio.to_thread.run_sync(count_to, 3, "alone"))
    async with trio.open_nursery() as nursery:
        nursery.start_soon(take_turn, "patient", False)
        nursery.start_soon(take_turn, "left", True)
        nursery.start_soon(take_turn, "late", True)
    print(trio.current_time(), LIMIT.borrowed_tokens, LIMIT.available_tokens)
    await trio.sleep(1)
    print(trio.current_time(), LIMIT.borrowed_tokens, LIMIT.statistics())
    with trio.fail_after(0.5):
        try:
            await trio.to_thread.run_sync(polite)
        finally:
            print(trio.current_time(), "in finally")


try:
    trio.run(main)
except trio.TooSlowError as error:
    print("too slow", repr(error.__cause__))
