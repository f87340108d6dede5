# rules: G3
# Coroutines that the program steps itself: a small loop of its own, inside and outside of asyncio's.
import asyncio
import types


@types.coroutine
def switch(value=None):
    got = yield value
    return got


async def work(name):
    for i in range(2):
        print(name, i)
        print(name, "got", await switch((name, i)))
    return name


def round_robin(coroutines):
    ready = [(each, None) for each in coroutines]
    while ready:
        coroutine, given = ready.pop(0)
        try:
            handed_out = coroutine.send(given)
        except StopIteration as stop:
            print("done", stop.value)
        else:
            ready.append((coroutine, handed_out[1] + 10))


class Two:
    def __await__(self):
        first = yield "one"
        second = yield ("two", first)
        return first, second


async def nested():
    try:
        return await Two()
    finally:
        print("nested is left")


async def outer():
    return "outer", await nested()


def step(coroutine, *values):
    for value in values:
        try:
            print("handed out", coroutine.send(value))
        except StopIteration as stop:
            print("came to", stop.value)


round_robin([work("a"), work("b")])
step(outer(), None, 1, 2)
half = outer()
half.send(None)
half.close()
dropped = outer()
dropped.send(None)
del dropped
print("dropped")
failing = outer()
failing.send(None)
try:
    failing.throw(KeyError("thrown"))
except KeyError as error:
    print(repr(error), error.__context__)
for wrong in (failing, outer()):
    try:
        wrong.send(3)
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
iterator = outer().__await__()
print(next(iterator), iterator.send(5))
iterator.close()


async def slow(value):
    await asyncio.sleep(1)
    return value


# Hands everything on that the coroutine hands out, and tells of it.
class Traced:
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def __await__(self):
        given = None
        while True:
            try:
                handed_out = self.coroutine.send(given)
            except StopIteration as stop:
                return stop.value
            print("waits for", type(handed_out).__name__)
            given = yield handed_out


async def main():
    loop = asyncio.get_running_loop()
    print(await Traced(slow(3)), loop.time())
    print(await Traced(asyncio.gather(slow(1), slow(2)).__await__()), loop.time())
    event = asyncio.Event()
    loop.call_later(0.5, event.set)
    print(await Traced(event.wait()), loop.time())
    try:
        await asyncio.wait_for(Traced(slow(4)), 0.25)
    except TimeoutError:
        print("late", loop.time())
    by_hand = slow(5)
    future = by_hand.send(None)
    await asyncio.sleep(2)
    print(future.done())
    step(by_hand, None)
    too_early = slow(6)
    too_early.send(None)
    try:
        too_early.send(None)
    except RuntimeError as error:
        print(error)
    begun = slow(7)
    begun.send(None)
    await asyncio.sleep(1)
    try:
        print(await begun, loop.time())
    except RuntimeError as error:
        print(error)
    begun.close()


asyncio.run(main())
