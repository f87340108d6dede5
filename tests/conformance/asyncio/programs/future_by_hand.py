# rules: G3
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def waits(name, future):
    try:
        print(name, "got", await future, now())
    except (ValueError, asyncio.CancelledError) as error:
        print(name, repr(error), now())


async def main():
    loop = asyncio.get_running_loop()
    for finish in (lambda f: f.set_result(1), lambda f: f.set_exception(ValueError("no")),
                   lambda f: f.cancel()):
        future = loop.create_future()
        tasks = [asyncio.create_task(waits(name, future)) for name in "ab"]
        await asyncio.sleep(0.5)
        print(future.done(), end=" ")
        finish(future)
        print(future.done(), future.cancelled())
        await asyncio.gather(*tasks)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError as error:
        print("InvalidStateError", error)


asyncio.run(main())
