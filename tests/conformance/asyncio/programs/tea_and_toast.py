# rules: G3 G4
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def kettle():
    print("kettle on", now())
    await asyncio.sleep(3)
    print("kettle boils", now())
    return "water"


async def toaster(slices):
    for n in range(slices):
        print("toast", n, "in", now())
        await asyncio.sleep(1.25)
    return ["toast"] * slices


async def main():
    water = asyncio.create_task(kettle())
    toast = await toaster(2)
    print(toast, now())
    print(await water, now())
    both = await asyncio.gather(kettle(), toaster(1))
    print(both, now())


asyncio.run(main())
