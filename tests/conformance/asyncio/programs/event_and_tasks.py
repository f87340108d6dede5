# rules: G13
# An event lets all who wait for it go, in their order, and newcomers at once while it is set.
import asyncio


async def wait(name, event):
    await event.wait()
    print(name, event.is_set(), asyncio.get_running_loop().time())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(wait(n, event)) for n in "abc"]
    await asyncio.sleep(1)
    tasks[0].cancel()
    event.set()
    await wait("main", event)
    event.clear()
    await asyncio.sleep(0)
    late = asyncio.create_task(wait("late", event))
    print(await asyncio.gather(*tasks, return_exceptions=True))
    asyncio.get_running_loop().call_later(1, event.set)
    await late


asyncio.run(main())
