# rules: G13 G11
import asyncio


def now():
    return asyncio.get_running_loop().time()


class Hub:
    def __init__(self):
        self.queues = set()

    def publish(self, message):
        for queue in self.queues:
            queue.put_nowait(message)

    async def subscribe(self, name, most):
        queue = asyncio.Queue()
        self.queues.add(queue)
        try:
            for _ in range(most):
                print(name, "hears", await queue.get(), now())
        finally:
            self.queues.discard(queue)
            print(name, "leaves", now())


async def main():
    hub = Hub()
    tasks = [asyncio.create_task(hub.subscribe("a", 2))]
    for n in range(4):
        await asyncio.sleep(0.5)
        hub.publish(n)
    tasks.append(asyncio.create_task(hub.subscribe("b", 9)))
    await asyncio.sleep(0.5)
    hub.publish("last")
    await asyncio.sleep(0.5)
    print([task.done() for task in tasks], len(hub.queues))


asyncio.run(main())
