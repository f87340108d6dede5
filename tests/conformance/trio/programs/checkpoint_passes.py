# rules: A8 B1 B3
import trio


async def stepper(name, count):
    for i in range(count):
        print(name, i, trio.current_time())
        if i % 2 == 0:
            await trio.sleep(0)
        else:
            await trio.lowlevel.checkpoint()
    return name


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(stepper, "a", 3)
        nursery.start_soon(stepper, "b", 5)
        print("body", await stepper("c", 2))
    print("end")


trio.run(main)
