# rules: G1 G2 G14
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    def again(n):
        print("call", n)
        if n < 3:
            loop.call_soon(again, n + 1)
    loop.call_soon(again, 0)
    loop.call_soon(print, "plain", "args")
    handle = loop.call_soon(print, "never")
    handle.cancel()
    print(handle.cancelled(), handle)
    for i in range(5):
        await asyncio.sleep(0)
        print("main", i)
    timer = loop.call_later(1, print, "never either")
    print(timer.when(), timer)
    timer.cancel()
    print(timer)
    await asyncio.sleep(2)


asyncio.run(main())
