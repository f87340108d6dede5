# process: tail {"output": [{"after": 0.5, "stdout": "one\ntwo\n"}, {"after": 0.25, "stdout": "thr"}, {"after": 0.25, "stdout": "ee\n"}], "seconds": 2}
# process: cat {"stdin": "echo"}
import asyncio
from asyncio.subprocess import PIPE


def now():
    return asyncio.get_running_loop().time()


async def ticker():
    for i in range(5):
        print("tick", i, now())
        await asyncio.sleep(0.4)


async def main():
    ticks = asyncio.create_task(ticker())
    process = await asyncio.create_subprocess_exec("tail", stdout=PIPE)
    async for line in process.stdout:
        print(line, now())
    print(process.returncode, await process.wait(), now())
    await ticks
    cat = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    for text in (b"first\n", b"second\n"):
        cat.stdin.write(text)
        await cat.stdin.drain()
        print(await cat.stdout.readline(), now())
        await asyncio.sleep(0.5)
    cat.stdin.close()
    print(await cat.stdout.read(), await cat.wait(), now())
    chunked = await asyncio.create_subprocess_exec("tail", stdout=PIPE)
    print(await chunked.stdout.readexactly(5), now())
    try:
        await chunked.stdout.readexactly(100)
    except asyncio.IncompleteReadError as error:
        print(error.partial, now())
    print(chunked.stdout.at_eof())
    await chunked.wait()


asyncio.run(main())
