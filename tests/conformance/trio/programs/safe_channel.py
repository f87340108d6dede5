# rules: C5 D4
"""as_safe_channel: what a reader that leaves, fails or is cancelled does to the generator."""
import trio


@trio.as_safe_channel
async def numbers(count, fails_at=None, fails_closing=False):
    """Numbers, one each second."""
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.sleep_forever)
            for number in range(count):
                await trio.sleep(1)
                if number == fails_at:
                    raise KeyError(number)
                yield number
            nursery.cancel_scope.cancel()
    finally:
        print("closed at", trio.current_time())
        if fails_closing:
            raise OSError("while closing")


async def all_of_them():
    async with numbers(3) as channel:
        print([number async for number in channel])


async def only_one():
    async with numbers(3) as channel:
        print(await channel.receive())
        print(isinstance(channel, trio.abc.ReceiveChannel))


async def none():
    async with numbers(3):
        print("none")


async def reader_fails():
    async with numbers(3) as channel:
        async for number in channel:
            raise ValueError(number)


async def generator_fails():
    async with numbers(3, fails_at=1) as channel:
        async for number in channel:
            print(number)


async def both_fail():
    async with numbers(3, fails_closing=True) as channel:
        async for number in channel:
            raise ValueError(number)


async def too_late():
    with trio.move_on_after(1.5):
        async with numbers(3) as channel:
            async for number in channel:
                print(number)
    print("moved on at", trio.current_time())


async def two_readers():
    async with numbers(4) as channel, trio.open_nursery() as nursery:
        async def reader(name):
            async for number in channel:
                print(name, number)
        nursery.start_soon(reader, "a")
        nursery.start_soon(reader, "b")


async def closed_by_reader():
    async with numbers(3) as channel:
        print(await channel.receive())
        await channel.aclose()
        try:
            await channel.receive()
        except trio.ClosedResourceError:
            print("closed")


def show(error, depth=0):
    print("  " * depth + type(error).__name__, error.args, getattr(error, "__notes__", ""))
    for each in getattr(error, "exceptions", ()):
        show(each, depth + 1)


for test in (all_of_them, only_one, none, reader_fails, generator_fails, both_fail, too_late,
             two_readers, closed_by_reader):
    print(test.__name__)
    try:
        trio.run(test)
    except BaseException as error:
        show(error)
print(numbers.__name__, numbers.__doc__)
