# rules: G3
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def save(what):
    print("saved", what)


async def main():
    save("one")
    await save("two")
    kept = save("three")
    print(type(kept).__name__)
    await kept


asyncio.run(main())
