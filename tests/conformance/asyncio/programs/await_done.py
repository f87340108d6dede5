# rules: G3 G4
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, error=None):
    print(name, "begins", now())
    try:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise
    print(name, "ends", now())
    return name



async def main():
    t = asyncio.create_task(work("t", 0.2))
    await asyncio.sleep(1)
    print(t.done(), t.result())
    print(await t, await t)
    f = asyncio.get_running_loop().create_future()
    f.set_result(3)
    print(await f, f)
    async def plain():
        return "no yield"
    print(await plain())
    print(await asyncio.gather(t, f))
    print(await asyncio.shield(t))
    print(await asyncio.gather())
    d, pend = await asyncio.wait([t])
    print(len(d), len(pend))
    print(await asyncio.wait_for(t, 1))


asyncio.run(main())
