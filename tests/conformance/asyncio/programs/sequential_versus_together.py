# rules: G4 G6
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return f"{name}:{seconds}"


async def main():
    begun = now()
    one = await fetch("a", 1)
    two = await fetch("b", 2)
    print(one, two, "one after the other", now() - begun)
    begun = now()
    one, two = await asyncio.gather(fetch("a", 1), fetch("b", 2))
    print(one, two, "together", now() - begun)
    begun = now()
    tasks = [asyncio.create_task(fetch(x, 1)) for x in "cd"]
    print([await task for task in tasks], "as tasks", now() - begun)
    begun = now()
    coroutines = [fetch(x, 1) for x in "ef"]
    print([await each for each in coroutines], "as coroutines", now() - begun)


asyncio.run(main())
