# rules: G3
# A future that nothing has initialized says so, and one takes attributes of the program's.
import asyncio


class Forgets(asyncio.Future):
    def __init__(self, name):
        self.name = name


class Made(asyncio.Future):
    def __new__(cls, *args, **kwargs):
        future = super().__new__(cls, *args, **kwargs)
        future.made = True
        return future


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    for future in (asyncio.Future.__new__(asyncio.Future), Forgets("forgotten")):
        print(future.done(), future.cancelled())
        attempt(future.result)
        attempt(future.exception)
        attempt(lambda: future.set_result(1))
        attempt(lambda: future.set_exception(ValueError()))
        attempt(future.cancel)
        attempt(lambda: future.add_done_callback(print))
        attempt(lambda: future.remove_done_callback(print))
        attempt(future.get_loop)
        attempt(lambda: repr(future))
        attempt(lambda: iter(future))
    made = Made()
    made.set_result("made")
    print(made.made, await made, Forgets("x").name)
    future = asyncio.Future()
    future.note = "noted"
    asyncio.current_task().note = "task's"
    print(future.note, asyncio.current_task().note)
    for name in ("_log_traceback", "_asyncio_future_blocking", "_state", "_result"):
        attempt(lambda: delattr(future, name))
    attempt(lambda: setattr(future, "_state", "FINISHED"))
    print(asyncio.Future[int], Made[str].__args__)


asyncio.run(main())
