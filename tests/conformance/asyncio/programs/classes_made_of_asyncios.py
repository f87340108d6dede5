# rules: G13
# A class made of one of asyncio's has an __init__ of its own that calls the other, and attributes.
import asyncio
from collections import deque


class NamedLock(asyncio.Lock):
    def __init__(self, name):
        super().__init__()
        self.name = name


class Places(asyncio.Semaphore):
    def __init__(self, label, *, places):
        super().__init__(places)
        self.label = label


class Kept(asyncio.BoundedSemaphore):
    def __init__(self):
        super().__init__(value=1)


class Signal(asyncio.Event):
    def __init__(self, text):
        super().__init__()
        self.text = text

    def set(self):
        print("sets", self.text)
        super().set()


class Gate(asyncio.Barrier):
    def __init__(self):
        super().__init__(2)


class Group(asyncio.TaskGroup):
    def __init__(self, label):
        super().__init__()
        self.label = label

    async def __aexit__(self, *exc_info):
        print(self.label, "ends")
        return await super().__aexit__(*exc_info)


class Loud(asyncio.Queue):
    def __init__(self, name, maxsize=0):
        super().__init__(maxsize)
        self.name = name

    def _put(self, item):
        print(self.name, "takes", item)
        super()._put(item)

    def _get(self):
        item = super()._get()
        print(self.name, "gives", item)
        return item


class Unique(asyncio.Queue):
    def _init(self, maxsize):
        print("init", maxsize)
        self._queue = deque()
        self.seen = set()

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            self._queue.append(item)

    def _get(self):
        return self._queue.popleft()


class Backwards(asyncio.PriorityQueue):
    def _put(self, item):
        super()._put(-item)

    def _get(self):
        return -super()._get()


async def gets(queue, count):
    for _ in range(count):
        print("got", await queue.get(), queue.qsize(), queue.full(), queue.empty())


async def main():
    lock = NamedLock("first")
    async with lock:
        print(lock.name, lock.locked())
    places = Places("two", places=2)
    await places.acquire()
    await places.acquire()
    print(places.label, places.locked(), Kept().locked())
    signal = Signal("go")
    gate = Gate()
    async with Group("group") as group:
        for task in [group.create_task(signal.wait()), group.create_task(gate.wait())]:
            task.kind = "waits"
        signal.set()
        await gate.wait()
        print(task.kind)
    loud = Loud("loud", 1)
    taker = asyncio.create_task(gets(loud, 3))
    for item in "abc":
        await loud.put(item)
    await taker
    unique = Unique()
    for item in [1, 1, 2]:
        await unique.put(item)
    print(unique.qsize())
    await gets(unique, 2)
    backwards = Backwards()
    for item in [1, 3, 2]:
        backwards.put_nowait(item)
    await gets(backwards, 3)
    try:
        backwards.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    waiting = asyncio.create_task(gets(loud, 1))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    full = Loud("full", 1)
    full.put_nowait(1)
    try:
        full.put_nowait(2)
    except asyncio.QueueFull:
        print("full")


asyncio.run(main())
