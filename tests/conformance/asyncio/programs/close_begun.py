# rules: G3
# A coroutine that was begun by hand is closed, thrown into, or goes on; one of a task is taken from it.
import asyncio
async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner finally")
async def work():
    try:
        print("begins")
        await inner()
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        print("finally")
async def stubborn():
    try:
        await asyncio.sleep(1)
    except GeneratorExit:
        pass
    return 3
async def ignores():
    while True:
        try:
            await asyncio.sleep(1)
        except GeneratorExit:
            print("no")
            break
    await asyncio.sleep(1)
async def main():
    for f in (work, stubborn, ignores):
        c = f()
        fut = c.send(None)
        print(fut, c.cr_frame.f_lineno, c.cr_running, c.cr_await.__name__)
        try:
            print(c.close())
        except BaseException as e:
            print(type(e), e)
        print(c.cr_frame is None)
    c = work()
    c.send(None)
    try:
        c.throw(ValueError("x"))
    except ValueError as e:
        print("got", e)
    c.close()
    try:
        c.send(None)
    except RuntimeError as e:
        print(e)
    t = asyncio.create_task(work())
    await asyncio.sleep(0)
    try:
        t.get_coro().close()
    except RuntimeError as e:
        print(e)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except BaseException as e:
        print(type(e), e)
asyncio.run(main())


async def waits():
    try:
        await asyncio.sleep(5)
    except BaseException as error:
        print("waits", type(error).__name__)
        raise


async def taken():
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    coroutine = task.get_coro()
    print(coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_await is not None)
    print(coroutine.close(), task.done(), coroutine.cr_frame is None)
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(type(error).__name__, error)


asyncio.run(taken())
