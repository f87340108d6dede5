# rules: A8 F8
# From a task's outermost frame it goes on to whoever called trio.run; a thread begins where it begins.
import sys

import trio

HERE = sys._getframe().f_code.co_filename


def told(what):
    names, frame = [], sys._getframe().f_back
    while frame is not None:
        if frame.f_code.co_filename == HERE:
            names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    print(what, names)


async def inner(what):
    told(what)
    await trio.sleep(1)
    told("after a wait")


async def main():
    await inner("in main")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(inner, "in a child")
    trio.lowlevel.current_trio_token().run_sync_soon(told, "called soon")
    await trio.sleep(1)
    await trio.to_thread.run_sync(told, "in a thread")
    await trio.to_thread.run_sync(lambda: trio.from_thread.run_sync(told, "from a thread"))


def run():
    trio.run(main)


told("before")
run()
told("afterwards")
