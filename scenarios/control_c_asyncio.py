import asyncio


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "ok")
    finally:
        print(name, "finally")


async def sub():
    await asyncio.gather(
        asyncio.create_task(work("w1", 2), name="w1"),
        asyncio.create_task(work("w2", 3), name="w2"),
    )


async def main():
    background = asyncio.create_task(work("bg", 1), name="bg")
    try:
        await asyncio.create_task(sub(), name="sub")
    finally:
        print("main finally, bg done", background.done())


asyncio.run(main())
