# file: diary.txt {"text": "monday\ntuesday\n", "latency": 0.5}
# file: fast.txt {"text": "quick"}
# input: {"at": 4, "do": "file", "path": "fast.txt", "latency": 1}
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def ticker():
    for i in range(8):
        print("tick", i, now())
        await asyncio.sleep(0.4)


def read(path):
    with open(path) as file:
        return file.read()


async def main():
    ticks = asyncio.create_task(ticker())
    await asyncio.sleep(0.1)
    print("the loop stands still", read("diary.txt"), now())
    print("in a thread", await asyncio.to_thread(read, "diary.txt"), now())
    with open("new.txt", "w") as file:
        file.write("one\n")
        file.write("two\n")
    with open("new.txt", "a") as file:
        print("three", file=file)
    with open("new.txt") as file:
        print([line.rstrip() for line in file], now())
    for path in ("missing.txt", "."):
        try:
            open(path)
        except OSError as error:
            print(type(error).__name__, error.errno, now())
    try:
        await asyncio.wait_for(asyncio.to_thread(read, "diary.txt"), 0.25)
    except TimeoutError:
        print("late", now())
    await ticks
    await asyncio.sleep(1)
    print(read("fast.txt"), now())


asyncio.run(main())
