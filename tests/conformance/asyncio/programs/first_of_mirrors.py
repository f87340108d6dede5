# rules: G4 G5 G15
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def mirror(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise
    if error:
        raise error
    return name


async def fastest(*tasks):
    pending = set(tasks)
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception() is None:
                for other in pending:
                    other.cancel()
                return task.result()
            print("failed:", task.exception(), now())
    raise OSError("no mirror")


async def main():
    print(await fastest(asyncio.create_task(mirror("a", 1)),
                        asyncio.create_task(mirror("b", 0.25, OSError("b is down"))),
                        asyncio.create_task(mirror("c", 0.5))), now())
    await asyncio.sleep(0.5)
    try:
        await fastest(asyncio.create_task(mirror("d", 0.5, OSError("d is down"))))
    except OSError as error:
        print(error, now())


asyncio.run(main())
