# rules: C9 C15
import trio


def scoped(seconds):
    with trio.move_on_after(seconds) as scope:
        yield scope
    print("left", scope.cancelled_caught)


async def nursery_generator():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child)
        yield 1
        yield 2


async def child():
    await trio.sleep(10)


async def main():
    g = scoped(1)
    scope = next(g)
    await trio.sleep(2)
    print("slept", trio.current_time(), trio.current_effective_deadline())
    next(g, None)
    await trio.sleep(2)
    a, b = scoped(5), scoped(6)
    next(a), next(b)
    try:
        next(a, None)
    except RuntimeError as e:
        print(str(e)[:40])
    try:
        next(b, None)
    except RuntimeError as e:
        print(str(e)[:40])
    await trio.sleep(1)
    print(trio.current_time())
    async for i in nursery_generator():
        print(i)
    print(trio.current_time())


async def leaves_open():
    async for i in nursery_generator():
        print(i)
        break
    await trio.sleep(1)


trio.run(main)
try:
    trio.run(leaves_open)
except BaseException as e:
    print(type(e).__name__)
