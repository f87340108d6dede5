# rules: A1 C5
import trio


async def numbers(n):
    try:
        for i in range(n):
            await trio.sleep(1)
            got = yield i
            if got:
                print("got", got)
    except ValueError as error:
        print("caught", error)
        yield "after"
    finally:
        print("fin", trio.current_time())


async def main():
    a = numbers(3)
    x = a.__anext__()
    print(type(x), type(a), a.__name__, a.ag_running)
    print(await x)
    for again in (x,):
        try:
            await again
        except RuntimeError as e:
            print(e)
    print(await a.asend("hello"))
    print(await a.athrow(ValueError("thrown")))
    y = a.aclose()
    print(type(y), await y)
    try:
        await y
    except RuntimeError as e:
        print(e)
    try:
        await a.__anext__()
    except StopAsyncIteration as e:
        print(repr(e))
    print(await a.athrow(ValueError))
    print(await anext(numbers(1), "default"), await anext(numbers(0), "default"))
    for bad in (lambda: aiter([]), lambda: anext([]), lambda: iter(numbers(1)), lambda: list(numbers(1)), lambda: sum(numbers(1))):
        try:
            bad()
        except TypeError as e:
            print(e)
    c = numbers(2)
    try:
        await c.asend(4)
    except TypeError as e:
        print(e)
    print(await c.asend(None))
    async for v in c:
        print("loop", v)
    async for v in numbers(5):
        if v == 1:
            break
    print("broke", trio.current_time())
    print([v async for v in numbers(3)], {v async for v in numbers(2)}, {v: v * v async for v in numbers(2)})
    g = (v * 2 async for v in numbers(3) if v)
    print(type(g))
    async for v in g:
        print(v)
    try:
        async for i in [1]:
            pass
    except TypeError as e:
        print(e)

    async def again():
        yield await me.__anext__()

    me = again()
    try:
        print(await anext(me))
    except RuntimeError as e:
        print(e)

    async def stops():
        yield 1
        raise StopAsyncIteration

    try:
        async for v in stops():
            print(v)
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__))

    async def ignores():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    i = ignores()
    await anext(i)
    try:
        await i.aclose()
    except RuntimeError as e:
        print(e)

    async def nested():
        async for v in numbers(2):
            async for w in numbers(v):
                yield v, w
        yield await trio.sleep(0.5)

    print([v async for v in nested()], trio.current_time())
    print([x async for x in nested() if x], [y for x in [1] if [z async for z in numbers(1)] for y in (x, x)])


trio.run(main)
