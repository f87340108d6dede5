# rules: D10
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext

import trio


@asynccontextmanager
async def opened(name, delay=1):
    await trio.sleep(delay)
    print("opened", name, trio.current_time() >= delay)
    try:
        yield name
    except ValueError as error:
        print("caught", error)
    finally:
        await trio.sleep(delay)
        print("closed", name)


@asynccontextmanager
async def never():
    if False:
        yield


@asynccontextmanager
async def twice():
    yield 1
    yield 2


@asynccontextmanager
async def workers(count):
    async with trio.open_nursery() as nursery:
        for i in range(count):
            nursery.start_soon(work, i)
        yield nursery


async def work(i):
    await trio.sleep(i)
    print("worked", i)


async def numbers(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("numbers closed")


@opened("decorated")
async def decorated(x):
    print("inside", x)
    return x + 1


class Async:
    async def __aenter__(self):
        print("aenter")
        return self

    async def __aexit__(self, *exc):
        print("aexit", exc[0])
        return True


async def main():
    async with opened("a") as a:
        print(a)
    async with opened("b"):
        raise ValueError("inside")
    for wrong in (never, twice):
        try:
            async with wrong():
                pass
        except RuntimeError as error:
            print(error)
    async with workers(3) as nursery:
        print(len(nursery.child_tasks))
    print(await decorated(4))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(opened("one"))
        stack.enter_context(nullcontext())
        await stack.enter_async_context(Async())
        stack.push_async_callback(work, 2)
        stack.callback(print, "sync callback")
        raise KeyError("swallowed")
    async with aclosing(numbers(5)) as source:
        async for n in source:
            print(n)
            if n == 1:
                break
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(3)
    except TypeError as error:
        print(error)
    with trio.move_on_after(1):
        async with opened("slow", 5):
            print("not reached")
    async with nullcontext(3) as three:
        print(three)
    async with opened("z"):
        raise LookupError("out")


trio.run(main)
