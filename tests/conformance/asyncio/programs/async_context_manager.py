# rules: G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.25)
        print("open", self.name, now())
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.25)
        print("close", self.name, kind and kind.__name__, now())

    async def send(self, what):
        await asyncio.sleep(0.5)
        print(self.name, what, now())


async def talk():
    async with Connection("a") as a, Connection("b") as b:
        await asyncio.gather(a.send("hello"), b.send("hello"))
        await a.send("bye")


async def main():
    await talk()
    task = asyncio.create_task(talk())
    await asyncio.sleep(0.75)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), now())


asyncio.run(main())
