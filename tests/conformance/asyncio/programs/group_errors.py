# rules: G9
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, error=None):
    print(name, "begins", now())
    try:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise
    print(name, "ends", now())
    return name



async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("a", 1, ValueError("a")))
            group.create_task(work("b", 1, KeyError("b")))
            group.create_task(work("c", 1))
            group.create_task(work("d", 5))
    except* ValueError as e:
        print("values", e.exceptions, now())
    except* KeyError as e:
        print("keys", e.exceptions, now())
    print(asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("e", 5))
            await asyncio.sleep(1)
            raise OSError("body")
    except ExceptionGroup as e:
        print(repr(e), repr(e.__context__), e.__suppress_context__, now())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("f", 1, ValueError("f")))
            await asyncio.sleep(5)
            print("never")
    except ExceptionGroup as e:
        print(repr(e), repr(e.__context__), asyncio.current_task().cancelling(), now())
    async def cleans():
        try:
            await asyncio.sleep(9)
        finally:
            raise LookupError("clean-up")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cleans())
            group.create_task(work("g", 1, ValueError("g")))
            try:
                await asyncio.sleep(9)
            finally:
                raise OSError("body too")
    except ExceptionGroup as e:
        print(repr(e), now())


asyncio.run(main())
