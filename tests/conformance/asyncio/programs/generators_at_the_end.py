# rules: G11
# What is still open as the loop ends is closed then, all at once; errors of that are reported.
import asyncio


async def numbers(name, seconds):
    try:
        yield name
    finally:
        print("closing", name)
        await asyncio.sleep(seconds)
        if name == "b":
            raise ValueError(name)
        print("closed", name)


async def main():
    for each in kept:
        print(await anext(each))
    print("end of main")


kept = [numbers("a", 1), numbers("b", 0.5), numbers("c", 0)]
asyncio.run(main())
print("after")
