import asyncio

STAY = 0.3  # how long main goes on after it has rolled back


async def check(seconds):
    await asyncio.sleep(seconds)
    raise ValueError("A says no")


async def write(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "WROTE TO DATABASE")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(check(0.2), name="A")
            group.create_task(write("B", 0.4), name="B")
            group.create_task(write("C", 0.6), name="C")
    except* ValueError:
        print("rolled back")
    await asyncio.sleep(STAY)


asyncio.run(main())
