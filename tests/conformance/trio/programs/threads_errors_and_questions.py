# rules: F8 F9
import time
import trio


class Broken(Exception):
    pass


def fail():
    time.sleep(0.1)
    raise Broken("in thread")


async def gather(limiter, log):
    def work(i):
        log.append(("start", i, round(time.time(), 3)))
        time.sleep(0.1)
        log.append(("end", i, round(time.time(), 3)))

    async with trio.open_nursery() as nursery:
        for i in range(4):
            nursery.start_soon(lambda i=i: trio.to_thread.run_sync(work, i, limiter=limiter))


def check():
    time.sleep(0.2)
    try:
        trio.from_thread.check_cancelled()
    except trio.Cancelled as cancelled:
        print("cancelled in thread", type(cancelled).__name__)
        raise
    print("not cancelled")


def ask():
    time.sleep(0.2)
    try:
        trio.from_thread.run(trio.sleep, 1)
    except trio.Cancelled:
        print("sleep cancelled in host")
        raise


def misuse():
    try:
        trio.from_thread.run_sync(trio.sleep, 1)
    except TypeError as error:
        print(error)
    try:
        trio.from_thread.run(len, "x")
    except TypeError as error:
        print(error)
    try:
        trio.lowlevel.current_task()
    except RuntimeError as error:
        print(error)


async def main():
    try:
        await trio.to_thread.run_sync(fail)
    except Broken as error:
        print(repr(error), trio.current_time())
    log = []
    await gather(trio.CapacityLimiter(2), log)
    print(log)
    for function in (check, ask):
        with trio.move_on_after(0.1) as scope:
            await trio.to_thread.run_sync(function)
        print(function.__name__, scope.cancelled_caught, trio.current_time())
    await trio.to_thread.run_sync(misuse)
    try:
        trio.from_thread.run(trio.sleep, 0)
    except RuntimeError as error:
        print(error)
    try:
        await trio.to_thread.run_sync(trio.sleep, 0)
    except TypeError as error:
        print(error)
    await trio.to_thread.run_sync(fail)


try:
    trio.from_thread.check_cancelled()
except RuntimeError as error:
    print(error)
trio.run(main)
