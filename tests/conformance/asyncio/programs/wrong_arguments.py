# rules: G3 G8
# What is no awaitable, no iterable or no number is refused in CPython's words.
import asyncio


def attempt(call):
    try:
        result = call()
        print(type(result).__name__)
        if asyncio.iscoroutine(result):
            result.close()
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    future = asyncio.Future()
    task = asyncio.current_task()
    for call in (lambda: future.set_result(), lambda: future.set_result(1, 2),
                 lambda: future.set_exception(), lambda: future.result(1),
                 lambda: future.cancel(1, 2), lambda: future.cancel(other=1),
                 lambda: future.add_done_callback(), lambda: future.add_done_callback(1, x=2),
                 lambda: future.set_exception(3), lambda: future.set_exception(list),
                 lambda: task.set_name(), lambda: task.get_name(1), lambda: task.get_stack(1),
                 lambda: task.print_stack(other=1), lambda: asyncio.get_running_loop(1),
                 lambda: asyncio.Future(loop=3), lambda: asyncio.Future.result(1),
                 lambda: asyncio.gather(1), lambda: asyncio.gather([]), lambda: asyncio.shield(1),
                 lambda: asyncio.ensure_future(3), lambda: asyncio.create_task(3),
                 lambda: asyncio.create_task(future), lambda: asyncio.set_event_loop(3),
                 lambda: next(asyncio.as_completed(3)), lambda: next(asyncio.as_completed(future)),
                 lambda: next(asyncio.as_completed([3])), lambda: asyncio.wrap_future(3),
                 lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0),
                 lambda: asyncio.TaskGroup(1), lambda: asyncio.Runner(1)):
        attempt(call)
    for wrong in (asyncio.wait(3), asyncio.wait(None), asyncio.wait([]), asyncio.wait([3]),
                  asyncio.wait(future), asyncio.wait("abc"), asyncio.wait({}),
                  asyncio.wait([future], return_when=3),
                  asyncio.wait_for(3, 1), asyncio.wait_for(None, None), asyncio.sleep("a")):
        try:
            print(await wrong)
        except Exception as error:
            print(type(error).__name__, error)


asyncio.run(main())
