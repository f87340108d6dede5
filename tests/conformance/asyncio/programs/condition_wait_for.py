# rules: G13
# wait_for() looks again at each notification and holds the lock when it returns.
import asyncio


async def consumer(name, condition, box):
    async with condition:
        await condition.wait_for(lambda: box)
        print(name, "takes", box.pop(0), condition.locked())


async def main():
    condition, box = asyncio.Condition(), []
    tasks = [asyncio.create_task(consumer(n, condition, box)) for n in "abc"]
    await asyncio.sleep(0.25)
    for item in (1, 2, 3):
        async with condition:
            box.append(item)
            condition.notify_all()
        await asyncio.sleep(0.25)
    await asyncio.gather(*tasks)
    for wrong in (condition.notify, condition.notify_all, condition.release):
        try:
            wrong()
        except RuntimeError as error:
            print(error)


asyncio.run(main())
