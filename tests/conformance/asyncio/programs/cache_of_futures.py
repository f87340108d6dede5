# rules: G3 G10
import asyncio


def now():
    return asyncio.get_running_loop().time()


cache = {}
calls = 0


async def load(key):
    global calls
    calls += 1
    await asyncio.sleep(1)
    if key == "bad":
        raise KeyError(key)
    return key.upper()


def cached(key):
    if key not in cache:
        cache[key] = asyncio.ensure_future(load(key))
    return cache[key]


async def main():
    print(await asyncio.gather(*(cached(key) for key in "aab")), calls, now())
    print(await cached("a"), calls, now())
    results = await asyncio.gather(cached("bad"), cached("bad"), return_exceptions=True)
    print(results[0] is results[1], calls, now())


asyncio.run(main())
