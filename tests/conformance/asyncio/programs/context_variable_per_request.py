# rules: G3
import asyncio
from contextvars import ContextVar


request = ContextVar("request", default="none")


def now():
    return asyncio.get_running_loop().time()


async def log(what):
    await asyncio.sleep(0.25)
    print(request.get(), what, now())


async def handle(n):
    request.set(f"request-{n}")
    await log("begin")
    await asyncio.gather(log("part a"), log("part b"))
    asyncio.get_running_loop().call_soon(lambda: print("callback of", request.get()))


async def main():
    await asyncio.gather(handle(1), handle(2))
    await asyncio.sleep(0.5)
    print(request.get())


asyncio.run(main())
