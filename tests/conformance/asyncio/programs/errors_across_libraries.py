# rules: G11
# What leaves trio.run within asyncio, and asyncio.run within Trio, and what is awaited of the wrong library.
import asyncio

import trio

async def t_main():
    await asyncio.sleep(1)
async def t_fut():
    await asyncio.get_running_loop().create_future()
async def a_main():
    await trio.sleep(1)
async def a2():
    async with trio.open_nursery() as n: pass
async def a3():
    await trio.lowlevel.checkpoint()
async def a4():
    with trio.move_on_after(1):
        await asyncio.sleep(2)
for run, f in ((trio.run, t_main), (trio.run, t_fut)):
    try:
        run(f)
    except BaseException as e:
        print(type(e), e)
for f in (a_main, a2, a3, a4):
    try:
        asyncio.run(f())
    except BaseException as e:
        print(type(e), e)
async def nested():
    try:
        trio.run(inner)
    except SystemExit as e:
        print("exit", e)
    trio.run(inner_kbi)
async def inner():
    raise SystemExit(3)
async def inner_kbi():
    raise KeyboardInterrupt
try:
    asyncio.run(nested())
except BaseException as e:
    print(type(e), e)


class Odd(BaseException):
    pass


async def fails_in_trio(kind):
    await trio.sleep(0.5)
    raise kind("out of trio")


async def fails_in_group():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(fails_in_trio, ValueError)
        nursery.start_soon(trio.sleep, 2)


async def cancelled_in_trio():
    with trio.CancelScope() as scope:
        scope.cancel()
        await trio.sleep(1)
    with trio.fail_after(0.25):
        await trio.sleep(1)


async def in_asyncio():
    for kind in (ValueError, Odd):
        try:
            trio.run(fails_in_trio, kind)
        except BaseException as error:
            print("caught", repr(error), repr(error.__context__), repr(error.__cause__))
    try:
        trio.run(fails_in_group)
    except* ValueError as group:
        print("values", group.exceptions)
    except* KeyError as group:
        print("keys", group.exceptions)
    try:
        trio.run(cancelled_in_trio)
    except trio.TooSlowError as error:
        print("too slow", error.args)
    task = asyncio.current_task()
    task.cancel()
    try:
        trio.run(fails_in_trio, ValueError)
    except ValueError:
        print("the cancellation waits", task.cancelling())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("and comes", task.uncancel())
    try:
        trio.run(fails_in_trio, ValueError)
    finally:
        print("finally", asyncio.get_running_loop().is_running())


async def fails_in_asyncio(kind):
    await asyncio.sleep(0.5)
    raise kind("out of asyncio")


async def fails_in_task_group():
    async with asyncio.TaskGroup() as group:
        for kind in (ValueError, KeyError):
            group.create_task(fails_in_asyncio(kind))


async def cancelled_in_asyncio():
    asyncio.current_task().cancel("why")
    await asyncio.sleep(1)


async def in_trio():
    for function in (fails_in_task_group, cancelled_in_asyncio):
        try:
            asyncio.run(function())
        except BaseException as error:
            print("caught", repr(error), repr(error.__context__))
    with trio.move_on_after(0.25) as scope:
        try:
            asyncio.run(fails_in_asyncio(ValueError))
        except ValueError:
            print("the deadline waits")
        await trio.sleep(1)
    print("and comes", scope.cancelled_caught)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 10)
        await trio.sleep(0)
        asyncio.run(fails_in_asyncio(Odd))


try:
    asyncio.run(in_asyncio())
except ValueError as error:
    print("outer", error)
trio.run(in_trio)
