# rules: G1 G5
import asyncio


def now():
    return asyncio.get_running_loop().time()


class Debounced:
    def __init__(self, seconds, function):
        self.seconds = seconds
        self.function = function
        self.handle = None

    def __call__(self, *args):
        if self.handle is not None:
            self.handle.cancel()
        self.handle = asyncio.get_running_loop().call_later(self.seconds, self.function, *args)


async def main():
    search = Debounced(0.5, lambda text: print("search", text, now()))
    for n, pause in enumerate((0.25, 0.25, 0.75, 0.1, 1)):
        search("word"[:n + 1])
        await asyncio.sleep(pause)
    print("over", search.handle.cancelled(), now())


asyncio.run(main())
