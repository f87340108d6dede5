# rules: G6 G10 G11
import asyncio
import random


class Bang(Exception):
    pass


async def spin(name):
    await asyncio.sleep(0.125)
    n = random.randrange(4)
    print(name, "draws", n, asyncio.get_running_loop().time())
    if n == 0:
        raise Bang(name)
    await asyncio.gather(spin(name + "0"), spin(name + "1"))


async def main():
    try:
        await spin("r")
    except Bang as bang:
        print("caught", bang, asyncio.get_running_loop().time())
    await asyncio.sleep(0.3)
    print("main ends", len(asyncio.all_tasks()))


asyncio.run(main())
