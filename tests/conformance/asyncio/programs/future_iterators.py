# rules: G3
# A future's iterator hands the future out until it is done; a generator that yields from it can be
# stepped by hand, or as a task.
import asyncio


def attempt(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, "value", ""))


def twice(future):
    yield "first"
    yield ("once", (yield from future))
    yield ("again", (yield from future))


def waits(future):
    value = yield from future
    yield
    return value + 1


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    steps = twice(future)
    print(next(steps), next(steps) is future, future._asyncio_future_blocking)
    attempt(lambda: next(iter(future)))
    future._asyncio_future_blocking = False
    future.set_result(42)
    print(next(steps), next(steps))
    attempt(lambda: next(iter(future)))
    iterator = iter(loop.create_future())
    attempt(lambda: iterator.throw(Exception, Exception("a"), 32))
    attempt(lambda: iterator.throw(Exception("a"), Exception("b")))
    attempt(lambda: iterator.throw(list))
    attempt(lambda: iterator.throw(ValueError, None, None))
    attempt(lambda: next(iterator))
    iter(loop.create_future()).close()
    late = loop.create_future()
    loop.call_later(0.5, late.set_result, 1)
    print(await asyncio.ensure_future(waits(late)), loop.time())
    stuck = loop.create_task(waits(loop.create_future()))
    loop.call_later(0.25, stuck.cancel)
    attempt(lambda: asyncio.iscoroutine(waits(late)))
    try:
        await stuck
    except asyncio.CancelledError:
        print("cancelled", loop.time())


asyncio.run(main())
