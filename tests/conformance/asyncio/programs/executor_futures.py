# rules: G1
# Pools without a loop: futures, wait, as_completed, map, what begins each thread, and their errors.
import asyncio
import time
from concurrent import futures
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def work(n):
    time.sleep(n)
    if n == 2.5:
        raise ValueError(n)
    return n * 10


def told(future):
    print("done", future.done(), future.cancelled(), time.monotonic())


with ThreadPoolExecutor(max_workers=2) as pool:
    some = [pool.submit(work, n) for n in (3, 1, 2, 2.5)]
    some[0].add_done_callback(told)
    print([each.running() for each in some], some[3].cancel(), some[3].cancel())
    for each in as_completed(some[:3]):
        print(each.result(), time.monotonic())
    print(list(pool.map(work, [1, 2, 0.5])), time.monotonic())
    failed = pool.submit(work, 2.5)
    try:
        failed.result(timeout=1)
    except futures.TimeoutError as error:
        print("not yet", repr(error), time.monotonic())
    print(repr(failed.exception()), time.monotonic())
    try:
        failed.result()
    except ValueError as error:
        print("raised", error)
    try:
        some[3].result()
    except futures.CancelledError as error:
        print("cancelled", repr(error))
    some = [pool.submit(work, n) for n in (2, 1, 4)]
    done, not_done = wait(some, return_when=futures.FIRST_COMPLETED)
    print(len(done), len(not_done), time.monotonic())
    done, not_done = wait(some, timeout=1.5)
    print(len(done), len(not_done), time.monotonic())
    failed = pool.submit(work, 2.5)
    print(len(wait([failed, some[2]], return_when=futures.FIRST_EXCEPTION).done), time.monotonic())
print("over", time.monotonic())
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)
for wrong in ({"max_workers": 0}, {"initializer": 3}):
    try:
        ThreadPoolExecutor(**wrong)
    except (ValueError, TypeError) as error:
        print(error)


def begin(what):
    print("begin", what)


with ThreadPoolExecutor(2, initializer=begin, initargs=("x",)) as pool:
    print(list(pool.map(work, [0.5] * 4)), time.monotonic())


def nested(pool):
    return pool.submit(work, 1).result(), time.monotonic()


with ThreadPoolExecutor(2) as pool:
    print(pool.submit(nested, pool).result())
pool = ThreadPoolExecutor(1)
some = [pool.submit(work, 1) for _ in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
print([each.cancelled() for each in some])
print(some[0].result(), time.monotonic())
by_hand = futures.Future()
print(by_hand.set_running_or_notify_cancel(), by_hand.running())
by_hand.set_result(4)
print(by_hand.result(), by_hand.cancel())
try:
    by_hand.set_result(5)
except futures.InvalidStateError as error:
    print(type(error).__name__)


def ask(loop):
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(1, "slept"), loop)
    try:
        future.result(timeout=0.25)
    except futures.TimeoutError:
        print("not yet", time.monotonic())
    print(future.result(), time.monotonic())
    stopped = asyncio.run_coroutine_threadsafe(asyncio.sleep(9), loop)
    time.sleep(0.5)
    print(stopped.cancel(), stopped.cancelled(), time.monotonic())


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(ask, loop)
    with ThreadPoolExecutor() as pool:
        print(await asyncio.wrap_future(pool.submit(work, 1)), loop.time())


asyncio.run(main())
