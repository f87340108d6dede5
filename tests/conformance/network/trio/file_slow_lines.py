# file: slow.txt {"text": "a\nb\nc\n", "latency": 0.5}
# Of a file that is slow each operation is: opening it, each line, each write.
import trio


def now():
    return trio.current_time()


async def main():
    async def tick():
        for i in range(12):
            await trio.sleep(0.4)
            print("tick", i, now())

    async with trio.open_nursery() as nursery:
        nursery.start_soon(tick)
        await trio.sleep(0.1)
        file = open("slow.txt")
        print("open", now())
        for line in file:
            print(line, now())
        file.seek(0)
        print(file.readline(), now())
        print(file.readlines(), now())
        file.close()
        print("closed", now())
        with open("slow.txt", "rb") as raw:
            print(raw.read(2), now())
            print(list(raw), now())
        with open("slow.txt", "a") as more:
            print(more.write("d\n"), now())
            more.writelines(["e\n", "f\n"])
            print(now())
            more.flush()
            print(now())
        print(now())
        async with await trio.open_file("slow.txt") as file:
            async for line in file:
                print(line, now())


trio.run(main)
