# file: slow.txt {"text": "a\nb\nc\n", "latency": 0.5}
# Of a file that is slow each operation is: opening it, each line, each write.
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def main():
    async def tick():
        for i in range(12):
            await asyncio.sleep(0.4)
            print("tick", i, now())

    async with asyncio.TaskGroup() as group:
        group.create_task(tick())
        await asyncio.sleep(0.1)
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


asyncio.run(main())
