# rules: G8
# An error of the body's own wins over the timeout; one raised while it is cancelled has it as context.
import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            raise KeyError("early")
    except KeyError as error:
        print("early", error.__context__)
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            finally:
                raise ValueError("cleaning up")
    except ValueError as error:
        print(error, type(error.__context__).__name__)
    async with asyncio.timeout(1) as block:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("swallowed")
    print(block.expired(), asyncio.current_task().cancelling())


asyncio.run(main())
