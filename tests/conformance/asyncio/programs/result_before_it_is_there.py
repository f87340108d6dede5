# rules: G3
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work():
    await asyncio.sleep(1)
    return 42


async def main():
    task = asyncio.create_task(work())
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            print("InvalidStateError", error)
    await task
    print(task.result(), task.exception(), task.done(), now())
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.CancelledError as error:
            print("CancelledError", error)


asyncio.run(main())
