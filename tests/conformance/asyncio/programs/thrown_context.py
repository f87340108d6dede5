# rules: G5 G8
"""What is thrown into a task gets, on its way out, what each coroutine is handling as its context."""
import asyncio


def chain(error):
    links = []
    while error is not None:
        links.append(type(error).__name__)
        error = error.__context__
    return links


async def sleeps(inner):
    try:
        async with asyncio.timeout(inner):
            await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)


async def handling(awaitable):
    try:
        raise KeyError
    except KeyError:
        return await awaitable


async def turned_into(error):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise error


async def twice_handling(awaitable):
    try:
        raise IndexError
    except IndexError:
        try:
            await handling(awaitable)
        except BaseException as error:
            print("between", chain(error))
            raise


async def after_a_wait():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0)
        raise


async def cancelled_while_it_ends():
    """The future is done when the cancellation comes: its result is raised."""
    task = asyncio.ensure_future(sleeps(0.25))
    waiting = asyncio.current_task()
    task.add_done_callback(lambda _: waiting.cancel())
    try:
        await handling(asyncio.wait_for(task, 1))
    except TimeoutError as error:
        print("ended", chain(error), waiting.uncancel())


async def cancelled(coroutine):
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(chain(error))


def handles(generator):
    try:
        raise KeyError
    except KeyError:
        yield from generator


def ends():
    try:
        yield 1
    except ValueError:
        pass
    raise IndexError


def thrown_into_generators(error):
    generator = handles(handles(ends()))
    next(generator)
    try:
        generator.throw(error)
    except Exception as raised:
        print("generator", chain(raised))


async def main():
    await cancelled_while_it_ends()
    await cancelled(twice_handling(asyncio.sleep(10)))
    await cancelled(twice_handling(turned_into(OSError())))
    await cancelled(twice_handling(after_a_wait()))
    await cancelled(handling(asyncio.wait_for(asyncio.sleep(10), 20)))
    await cancelled(handling(asyncio.gather(asyncio.sleep(10))))
    thrown_into_generators(ValueError())
    thrown_into_generators(OSError())


async def alone():
    """The runner handles main's error while it cancels the others."""
    async def other(wait):
        try:
            await wait()
        except asyncio.CancelledError as error:
            print("other", chain(error))

    async def spin():
        while not asyncio.get_running_loop().time() > 2:
            await asyncio.sleep(0.5)

    asyncio.create_task(other(lambda: asyncio.sleep(10)))
    await asyncio.sleep(0)
    asyncio.create_task(other(spin))
    await asyncio.sleep(0.75)
    raise ArithmeticError


asyncio.run(main())
try:
    asyncio.run(alone())
except ArithmeticError as error:
    print(chain(error))
