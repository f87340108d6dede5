# rules: G8
# A deadline that is moved while it runs counts from then on; after the block it cannot be moved.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as block:
        await asyncio.sleep(0.5)
        block.reschedule(loop.time() + 2)
        await asyncio.sleep(1)
        block.reschedule(None)
        await asyncio.sleep(5)
    print(loop.time(), block.expired(), block.when(), block)
    try:
        block.reschedule(100)
    except RuntimeError as error:
        print(error)
    try:
        async with asyncio.timeout(None) as late:
            loop.call_later(1, late.reschedule, loop.time() + 2)
            await asyncio.sleep(10)
    except TimeoutError:
        print(loop.time(), late)


asyncio.run(main())
