# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


class Buffer:
    def __init__(self, size):
        self.items = []
        self.size = size
        self.changed = asyncio.Condition()

    async def put(self, item):
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            self.changed.notify_all()

    async def get(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.changed.notify_all()
            return item


async def producer(buffer, name):
    for n in range(3):
        await buffer.put(f"{name}{n}")
        print("put", f"{name}{n}", now())


async def consumer(buffer):
    for _ in range(6):
        await asyncio.sleep(0.5)
        print("got", await buffer.get(), now())


async def main():
    buffer = Buffer(1)
    await asyncio.gather(producer(buffer, "a"), producer(buffer, "b"), consumer(buffer))


asyncio.run(main())
