# rules: G11
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def main(n):
    print("run", n, now())
    asyncio.create_task(left_behind(n))
    await asyncio.sleep(1)
    return n


async def left_behind(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("left behind by", n, now())


print(asyncio.run(main(1)))
print(asyncio.run(main(2)))
try:
    asyncio.run(main)
except ValueError as error:
    print(type(error).__name__)

