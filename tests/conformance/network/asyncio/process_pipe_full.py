# process: cat {"stdin": "echo"}
# process: sink {"stdin": "read", "seconds": 0.5}
import asyncio
from asyncio.subprocess import PIPE


async def main():
    data = b"x" * 200000
    p = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    out, _ = await p.communicate(data)
    print(len(out), out == data)
    p = await asyncio.create_subprocess_exec("sink", stdin=PIPE)
    print(await p.communicate(data))
    p = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)

    async def feed():
        p.stdin.write(data)
        await p.stdin.drain()
        print("drained")
        p.stdin.close()

    feeding = asyncio.create_task(feed())
    sizes = []
    while chunk := await p.stdout.read(65536):
        sizes.append(len(chunk))
    print(sizes)
    await feeding
    await p.wait()


asyncio.run(main())
