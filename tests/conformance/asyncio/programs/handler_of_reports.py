# rules: G10 G14
# An exception handler gets what would be reported; one that fails is reported itself.
import asyncio


def handler(loop, context):
    print(sorted(context), context["message"], repr(context.get("exception")))
    if "now" in str(context.get("exception")):
        raise KeyError("handler")


async def fail(text):
    raise ValueError(text)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_exception_handler({"message": "by hand"})
    for text in ("quietly", "now"):
        asyncio.create_task(fail(text))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    print("end")


asyncio.run(main())
