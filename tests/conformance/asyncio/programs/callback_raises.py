# rules: G14
import asyncio


def bad(x):
    raise ValueError(f"bad {x}")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(bad, 1)
    loop.call_later(0.5, bad, "text")
    await asyncio.sleep(1)
    print("goes on")
    loop.set_exception_handler(lambda loop, context: print("handler", context["message"], repr(context["exception"])))
    loop.call_soon(bad, 2)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    def worse(loop, context):
        raise KeyError("in handler")
    loop.set_exception_handler(worse)
    loop.call_soon(bad, 3)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    loop.call_exception_handler({"message": "by hand", "extra": 5})


asyncio.run(main())
