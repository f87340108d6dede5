# rules: G3
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def tell():
    task = asyncio.current_task()
    print(task.get_name(), task.get_coro().__name__, len(asyncio.all_tasks()))
    await asyncio.sleep(0.25)
    task.set_name("renamed")
    print(asyncio.current_task().get_name())


def from_callback():
    print("callback", asyncio.current_task())


async def main():
    asyncio.current_task().set_name("boss")
    asyncio.get_running_loop().call_soon(from_callback)
    await asyncio.gather(asyncio.create_task(tell(), name="named"), tell())
    print(sorted(task.get_name() for task in asyncio.all_tasks()))


asyncio.run(main())
