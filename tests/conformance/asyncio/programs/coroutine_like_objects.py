# rules: G2 G5 G7
# What has a coroutine's methods runs as a task: it is sent None, thrown what the loop raises, and
# over when it raises StopIteration.
import asyncio
from collections.abc import Coroutine


class Steps(Coroutine):
    def __init__(self, *yields, result=None):
        self.yields = list(yields)
        self.result = result

    def send(self, value):
        print("send", value, asyncio.get_running_loop().time())
        if not self.yields:
            raise StopIteration(self.result)
        return self.yields.pop(0)

    def throw(self, error, value=None, traceback=None):
        print("throw", type(error).__name__, error)
        if self.yields and self.yields[0] == "swallow":
            raise StopIteration("swallowed")
        raise error

    def close(self):
        print("close")

    def __await__(self):
        return (yield)


class Wraps:
    """Of no class of the library's, with a coroutine inside."""

    def __init__(self, inner):
        self.inner = inner

    def send(self, value):
        return self.inner.send(value)

    def throw(self, *error):
        return self.inner.throw(*error)

    def close(self):
        return self.inner.close()

    def __await__(self):
        return self.inner.__await__()


class Iterates(Steps):
    def __iter__(self):
        return self

    def __next__(self):
        print("next")
        return self.send(None)


async def sleeper(seconds, result):
    await asyncio.sleep(seconds)
    return result


async def attempt(awaitable):
    try:
        print("gave", await awaitable)
    except (Exception, asyncio.CancelledError) as error:
        print("raised", type(error).__name__, error)


async def main():
    print(asyncio.iscoroutine(Steps()), asyncio.iscoroutine(Wraps(None)), asyncio.iscoroutine(3))
    task = asyncio.create_task(Steps(None, None, result=7), name="steps")
    print(repr(task), task.get_stack())
    print(task.get_coro().result)
    await attempt(task)
    await attempt(asyncio.Task(Wraps(sleeper(1, "slept"))))
    await attempt(asyncio.gather(Wraps(sleeper(2, "a")), Steps(None, result="b")))
    await attempt(asyncio.wait_for(Wraps(sleeper(3, "late")), 1))
    await attempt(asyncio.create_task(Steps("what is this", result=1)))
    await attempt(asyncio.create_task(Iterates(None, result="iterated")))
    for yields in ((None, None), (None, "swallow"), ("swallow",)):
        task = asyncio.create_task(Steps(*yields))
        await asyncio.sleep(0)
        task.cancel("enough")
        await attempt(task)
    task = asyncio.create_task(Steps(None))
    task.cancel("before it began")
    await attempt(task)
    await attempt(asyncio.wait([Steps()]))
    async with asyncio.TaskGroup() as group:
        grouped = group.create_task(Wraps(sleeper(1, "in a group")))
    print(grouped.result())


asyncio.run(main())
print(asyncio.run(Wraps(sleeper(1, "run"))))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(Wraps(sleeper(1, "until complete"))))
loop.close()
for one in (Wraps(sleeper), 5):
    try:
        loop.run_until_complete(one)
    except Exception as error:
        print(type(error).__name__, error)
