# rules: G3
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled(), f)
    for call in (f.result, f.exception):
        try:
            call()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    f.add_done_callback(lambda fut: print("first", fut.result()))
    second = lambda fut: print("second")
    f.add_done_callback(second)
    f.add_done_callback(second)
    print(f.remove_done_callback(second))
    f.set_result([1, 2])
    try:
        f.set_result(2)
    except asyncio.InvalidStateError as e:
        print(e)
    print(f.result(), f.exception(), f.cancel())
    await asyncio.sleep(0)
    print("after")
    f.add_done_callback(lambda fut: print("late", fut is f))
    await asyncio.sleep(0)
    g = loop.create_future()
    g.set_exception(ValueError)
    print(repr(g.exception()), g)
    try:
        await g
    except ValueError as e:
        print("raised", repr(e))
    h = asyncio.Future()
    try:
        h.set_exception(StopIteration())
    except TypeError as e:
        print(e)
    try:
        h.set_exception(5)
    except TypeError as e:
        print(e)
    print(h.cancel("because"), h, h.cancelled(), h.done())
    try:
        h.result()
    except asyncio.CancelledError as e:
        print(repr(e))
    print(h.get_loop() is loop, asyncio.isfuture(h), asyncio.isfuture(3))


asyncio.run(main())
