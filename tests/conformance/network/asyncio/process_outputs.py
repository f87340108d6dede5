# process: gen {"output": [{"after": 0.1, "stdout": "a\n"}, {"after": 0.1, "stderr": "E\n"}, {"after": 0.1, "stdout": "b\n"}], "status": 3}
# process: wc {"stdin": "read", "stdout": "7\n", "seconds": 0.5}
import asyncio
from asyncio.subprocess import PIPE


def now():
    return asyncio.get_running_loop().time()


async def log(name, stream):
    while line := await stream.readline():
        print(name, line, now())


async def main():
    p = await asyncio.create_subprocess_exec("gen", stdout=PIPE, stderr=PIPE)
    await asyncio.gather(log("out", p.stdout), log("err", p.stderr))
    print(await p.wait(), now())
    p = await asyncio.create_subprocess_exec("wc", stdin=PIPE, stdout=PIPE)
    p.stdin.write(b"some text")
    await p.stdin.drain()
    p.stdin.write_eof()
    print(await p.stdout.read(), p.returncode, await p.wait(), now())


asyncio.run(main())
