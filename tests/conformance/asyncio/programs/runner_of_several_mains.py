# rules: G11
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def add(n):
    await asyncio.sleep(0.5)
    return n + 1


with asyncio.Runner() as runner:
    loop = runner.get_loop()
    print(runner.run(add(1)), runner.run(add(2)), loop.time())
    print(runner.get_loop() is loop)
print(loop.is_closed())

