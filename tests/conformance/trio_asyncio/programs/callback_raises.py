# rules: H5
import trio
import trio_asyncio


def bad(x):
    raise LookupError(x)


async def main():
    try:
        async with trio_asyncio.open_loop() as loop:
            loop.call_soon(bad, 1)
            loop.call_soon(print, "the next one is called")
            await trio.sleep(1)
            print("not reached")
    except* LookupError as group:
        print(repr(group), trio.current_time())


trio.run(main)
