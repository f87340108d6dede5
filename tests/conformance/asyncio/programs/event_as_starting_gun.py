# rules: G13
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def runner(name, gun, seconds):
    await gun.wait()
    print(name, "runs", now())
    await asyncio.sleep(seconds)
    return name, now()


async def main():
    gun = asyncio.Event()
    runners = [asyncio.create_task(runner(f"r{n}", gun, 1 / (n + 1))) for n in range(4)]
    await asyncio.sleep(1)
    print("bang", gun.is_set())
    gun.set()
    for ended in asyncio.as_completed(runners):
        print(await ended)
    gun.clear()
    waiting = asyncio.create_task(gun.wait())
    done, pending = await asyncio.wait([waiting], timeout=0.5)
    print(len(done), len(pending), now())


asyncio.run(main())
