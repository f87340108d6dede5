# rules: D10
"""async with, async for and await of instances."""
import trio


class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("aenter", self.name)
        await trio.sleep(1)
        return self

    async def __aexit__(self, kind, value, traceback):
        print("aexit", self.name, kind and kind.__name__)
        await trio.sleep(1)
        return kind is KeyError


class Ticks:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await trio.sleep(0.5)
        return self.n


class Worker:
    def __init__(self, limit):
        self.limit = limit
        self.done = []

    async def run(self, name, *, task_status=trio.TASK_STATUS_IGNORED):
        for i in range(self.limit):
            await trio.sleep(1)
            self.done.append((name, i))
        self.done.append(("end", round(trio.current_time() - start, 1)))

    async def __call__(self, name):
        await self.run(name)


async def main():
    global start
    start = trio.current_time()
    async with Manager("a") as m:
        print("in", m.name)
    async with Manager("b"):
        raise KeyError("swallowed")
    async for tick in Ticks(3):
        print("tick", tick)
    print([t async for t in Ticks(2)])
    worker = Worker(2)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker.run, "x")
        nursery.start_soon(worker.run, "y")
        nursery.start_soon(worker, "z", name="worker z")
    print(sorted(worker.done))
    for bad in (0, 1):
        try:
            if bad:
                async for _ in worker:
                    pass
            else:
                async with worker:
                    pass
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)


trio.run(main)
