# rules: G14
# From a task's outermost frame it goes on to whoever runs the loop; a thread begins where it begins.
import asyncio
import sys
import traceback

HERE = sys._getframe().f_code.co_filename


def chain(frame):
    names = []
    while frame is not None:
        if frame.f_code.co_filename == HERE:
            names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def told(what):
    print(what, chain(sys._getframe().f_back))


async def inner():
    told("in a coroutine")
    traceback.print_stack(limit=None)
    await asyncio.sleep(0)
    told("after a wait")


def by_hand(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration:
        pass


class Resource:
    async def __aenter__(self):
        told("in __aenter__")
        return self

    async def __aexit__(self, *args):
        told("in __aexit__")


async def main():
    await inner()
    by_hand(inner())
    await asyncio.create_task(inner())
    loop = asyncio.get_running_loop()
    loop.call_soon(told, "in a callback")
    loop.call_later(1, lambda: told("in a timer"))
    async with Resource():
        await asyncio.sleep(2)
    await asyncio.to_thread(told, "in a thread")
    waiting = asyncio.create_task(inner())
    await asyncio.sleep(0)
    own = asyncio.current_task()
    print([frame.f_code.co_name for frame in own.get_stack() if frame.f_code.co_filename == HERE])
    print([frame.f_code.co_name for frame in own.get_stack(limit=1)], waiting.get_coro().cr_frame.f_back)


def run():
    asyncio.run(main())


told("before")
run()
with asyncio.Runner() as runner:
    runner.run(inner())
print(len(traceback.extract_stack()) >= 1)
