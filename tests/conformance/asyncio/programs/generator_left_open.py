# rules: G11
# An asynchronous generator that nobody refers to any more is closed in a task of its own.
import asyncio


async def numbers(name):
    try:
        for n in range(10):
            yield n
            await asyncio.sleep(0.25)
    finally:
        print("closing", name)
        await asyncio.sleep(0.5)
        print("closed", name)


async def main():
    async for n in numbers("a"):
        print(n)
        if n == 1:
            break
    print("left")
    await asyncio.sleep(0)
    print("one later")
    await asyncio.sleep(1)
    print("end")


asyncio.run(main())
