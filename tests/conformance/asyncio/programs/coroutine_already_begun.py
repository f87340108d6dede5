# rules: G3 G5 G14
# A coroutine that somebody has begun to drive by hand goes on as a task from where it stands; one
# that is over, or that another task runs, is what CPython makes of it.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds):
    print(name, "begins", now())
    try:
        await asyncio.sleep(0)
        print(name, "goes on", now())
        await asyncio.sleep(seconds)
        print(name, "has slept", now())
        return name
    except asyncio.CancelledError as error:
        print(name, "is cancelled", error.args, now())
        raise
    finally:
        print(name, "is over", now())


async def outer(name):
    try:
        return await work(name, 0.5)
    except KeyError as error:
        print(name, "caught", repr(error))
        await asyncio.sleep(0.25)
        return "caught"


def begun(coroutine):
    print("handed out", coroutine.send(None))
    return coroutine


async def outcome(task):
    try:
        return await task
    except BaseException as error:
        return f"{type(error).__name__}: {error}", type(error.__context__).__name__


async def waits_for(future):
    try:
        return await future
    finally:
        print("the wait is over", now())


async def main():
    task = asyncio.create_task(begun(outer("taken up")), name="t")
    print(task.get_coro().cr_running, [frame.f_code.co_name for frame in task.get_stack()])
    await asyncio.sleep(0.1)
    print(task.get_coro().cr_running, [frame.f_code.co_name for frame in task.get_stack()])
    print(await outcome(task), now())

    cancelled = asyncio.create_task(begun(outer("cancelled first")))
    cancelled.cancel("not now")
    print(await outcome(cancelled), cancelled.cancelled(), now())

    cancelled = asyncio.create_task(begun(outer("cancelled later")))
    await asyncio.sleep(0.25)
    cancelled.cancel()
    print(await outcome(cancelled), cancelled.cancelled(), now())

    over = outer("over")
    begun(over)
    try:
        over.throw(KeyError("thrown"))
        over.throw(ValueError("and again"))
    except ValueError as error:
        print(repr(error), over.cr_frame)
    print(await outcome(asyncio.create_task(over)))
    late = asyncio.create_task(over)
    late.cancel()
    print(await outcome(late))

    future = asyncio.get_running_loop().create_future()
    waiting = waits_for(future)
    print(waiting.send(None) is future)
    asyncio.get_running_loop().call_later(0.25, future.set_result, "it")
    print(await outcome(asyncio.create_task(waiting)))
    future = asyncio.get_running_loop().create_future()
    waiting = waits_for(future)
    waiting.send(None)
    future.set_result("in time")
    print(await outcome(asyncio.create_task(waiting)))

    shared = outer("shared")
    both = [asyncio.create_task(shared), asyncio.create_task(shared)]
    print([await outcome(task) for task in both], now())
    closed = outer("closed")
    closed.close()
    print(await outcome(asyncio.create_task(closed)))
    gathered = await asyncio.gather(begun(work("a", 0.5)), begun(work("b", 0.25)), work("c", 0),
                                    return_exceptions=True)
    print(gathered, now())
    print(await asyncio.wait_for(begun(work("patient", 0.25)), 1))
    print(await outcome(asyncio.wait_for(begun(work("impatient", 1)), 0.25)), now())


asyncio.run(main())
