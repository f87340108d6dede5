# process: gen {"output": [{"after": 0.1, "stdout": "a\n"}, {"after": 0.1, "stderr": "E\n"}, {"after": 0.1, "stdout": "b\n"}], "status": 3}
# process: cat {"stdin": "echo"}
import asyncio
from asyncio.subprocess import PIPE


def now():
    return asyncio.get_running_loop().time()


async def main():
    p = await asyncio.create_subprocess_shell("cat", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    t = asyncio.create_task(p.communicate(b"shell"))
    print(await t, p.pid > 0)
    try:
        await asyncio.create_subprocess_exec("cat", text=True)
    except ValueError as e:
        print(e)
    try:
        await asyncio.create_subprocess_shell(["cat"])
    except ValueError as e:
        print(e)
    async def one(i):
        p = await asyncio.create_subprocess_exec("gen", stdout=PIPE)
        out, _ = await p.communicate()
        return i, out, p.returncode
    for c in asyncio.as_completed([one(i) for i in range(3)]):
        print(await c, now())


asyncio.run(main())
