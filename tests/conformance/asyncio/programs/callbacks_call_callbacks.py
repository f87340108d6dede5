# rules: G1 G14
import asyncio


def now():
    return asyncio.get_running_loop().time()


def countdown(loop, n, done):
    print("count", n, loop.time())
    if n == 0:
        done.set_result("lift-off")
    else:
        loop.call_later(0.5, countdown, loop, n - 1, done)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    done.add_done_callback(lambda f: print("first callback:", f.result(), now()))
    loop.call_soon(countdown, loop, 3, done)
    print(await done, now())


asyncio.run(main())
