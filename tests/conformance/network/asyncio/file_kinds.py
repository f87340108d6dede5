# file: data.txt {"text": "line 1\nline 2\n", "latency": 0.25}
import asyncio
import io
import os
from pathlib import Path


def now():
    return asyncio.get_running_loop().time()


async def main():
    t = asyncio.create_task(asyncio.sleep(0.1, "slept"))
    await asyncio.sleep(0)
    print(Path("data.txt").read_text(), now())
    print(await t, now())
    with open("data.txt", "rb") as f:
        print(f.read(4), f.tell(), f.seek(0, 2), now())
    with open("out.bin", "wb") as f:
        print(f.write(b"abc"), now())
    print(os.path.exists("out.bin"), os.path.getsize("out.bin"), sorted(os.listdir(".")))
    try:
        open("out.bin", "x")
    except FileExistsError as e:
        print(e)
    with open("out.bin", "rb+") as f:
        f.seek(1)
        f.write(b"Z")
    print(Path("out.bin").read_bytes())
    os.remove("out.bin")
    try:
        os.remove("out.bin")
    except FileNotFoundError as e:
        print(e)
    def lines():
        with open("data.txt") as f:
            return f.readlines()
    print(await asyncio.gather(*(asyncio.to_thread(lines) for _ in range(3))), now())
    with open("data.txt") as f:
        print(f.readline(), f.read())
    print(f.closed)


asyncio.run(main())
