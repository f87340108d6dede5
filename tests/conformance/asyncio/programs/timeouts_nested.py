# rules: G8
# Of nested timeouts only the one that expires turns the cancellation into TimeoutError.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(2) as inner:
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner")
            finally:
                print(inner.expired(), outer.expired(), asyncio.current_task().cancelling())
    except TimeoutError:
        print("outer", loop.time(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(2):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner", loop.time())
            await asyncio.sleep(0.5)
            print("in time")
    except TimeoutError:
        print("outer")


asyncio.run(main())
