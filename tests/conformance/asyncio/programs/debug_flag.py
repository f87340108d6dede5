# rules: G11
# The debug flag of a loop is what it was set to.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    return loop


print(asyncio.run(main()).is_closed())
with asyncio.Runner(debug=False) as runner:
    runner.run(main())
