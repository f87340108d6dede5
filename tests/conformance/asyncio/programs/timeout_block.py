# rules: G8
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
        async with asyncio.timeout(1) as scope:
            print(scope, scope.when())
            await work("a", 2)
    except TimeoutError as e:
        print(repr(e), repr(e.__context__), scope.expired(), scope, now())
    async with asyncio.timeout(1) as scope:
        await work("b", 0.5)
    print(scope.expired(), scope, now())
    async with asyncio.timeout(1) as scope:
        try:
            await work("c", 2)
        except asyncio.CancelledError:
            print("swallowed")
    print(scope.expired(), now())
    async with asyncio.timeout(None) as scope:
        await work("d", 1)
        scope.reschedule(now() + 1)
        try:
            await work("e", 3)
        except asyncio.CancelledError:
            print("rescheduled", now())
    try:
        scope.reschedule(5)
    except RuntimeError as e:
        print(e)
    try:
        async with asyncio.timeout_at(now() - 1):
            await asyncio.sleep(0)
            print("one turn")
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("past", now(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1):
            raise ValueError("own")
    except ValueError as e:
        print(e)


asyncio.run(main())
