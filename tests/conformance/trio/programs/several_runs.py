# rules: F1
import trio


async def double(value):
    await trio.sleep(0.5)
    return value * 2


async def fails():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1, name="sleeper")
        await trio.sleep(0.25)
        raise ValueError("second run")


print("first", trio.run(double, 21))
try:
    trio.run(fails)
except* ValueError as group:
    print("second", group.exceptions[0])
print("third", trio.run(double, "ab"))
