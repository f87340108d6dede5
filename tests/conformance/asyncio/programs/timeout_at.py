# rules: G8
# timeout_at() counts from the loop's start; a time that is past ends the block at its first wait.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    for when in (1.5, 1.0, 0.0, None):
        start = loop.time()
        try:
            async with asyncio.timeout_at(when) as block:
                print(block.when(), block.expired())
                await asyncio.sleep(2 if when is not None else 0.25)
                print("through")
        except TimeoutError:
            print("timed out after", loop.time() - start, block.expired())


asyncio.run(main())
