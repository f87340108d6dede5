# input: {"at": 1, "do": "signal", "name": "SIGINT"}
import time

import trio


def crunch():
    time.sleep(2)
    return "crunched"


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.to_thread.run_sync, crunch)
            nursery.start_soon(trio.sleep, 5)
            await trio.sleep(5)
    except BaseException as error:
        print(type(error).__name__, trio.current_time())
    try:
        await trio.to_thread.run_sync(trio.from_thread.run, trio.sleep, -1)
    except ValueError as error:
        print(error)
    try:
        await trio.to_thread.run_sync(main)
    except TypeError as error:
        print(str(error)[:40])
    print(await trio.to_thread.run_sync(trio.from_thread.run_sync, str, 5))
    result = []
    with trio.move_on_after(0.5):
        async with trio.open_nursery() as nursery:
            for i in range(2):
                nursery.start_soon(trio.to_thread.run_sync, lambda: (time.sleep(1), result.append(1)))
    print(result, trio.current_time())


trio.run(main)
