# rules: D6 J
import trio


class Bang(Exception):
    pass


async def fails(name, delay):
    await trio.sleep(delay)
    raise Bang(name)


async def level(delays):
    async with trio.open_nursery() as nursery:
        for delay in delays:
            nursery.start_soon(fails, f"after {delay}", delay)


async def nested():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(level, [0.1, 0.5])
        nursery.start_soon(level, [0.7])


async def main():
    try:
        await level([0.1, 0.2])
    except Bang as bang:
        print("bare", bang)
    try:
        await nested()
    except Bang as bang:
        print("bare too", bang)
    with trio.move_on_after(0.05) as scope:
        await nested()
    print(scope.cancelled_caught)
    async with trio.open_nursery(strict_exception_groups=True) as nursery:
        nursery.start_soon(nested)


try:
    trio.run(main, strict_exception_groups=False)
except ExceptionGroup as group:
    print("strict again", len(group.exceptions), group.exceptions[0])
