# process: generate {"output": [{"after": 0.1, "stdout": "pear\n"}, {"after": 0.2, "stdout": "apple\nfig"}, {"after": 0.2, "stdout": "\n"}], "seconds": 0.75}
# process: count {"stdin": "read", "stdout": "3\n", "seconds": 0.25}
# process: tee {"stdin": "echo", "seconds": 0.1}
# process: broken {"stderr": "no such thing\n", "status": 3, "seconds": 0.1}
# What one program prints goes to the next, as a shell does it, by hand.
import asyncio
from asyncio.subprocess import PIPE


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


async def pump(source, target):
    total = 0
    while chunk := await source.read(1024):
        total += len(chunk)
        print(now(), "passes on", chunk)
        target.write(chunk)
        await target.drain()
    target.close()
    await target.wait_closed()
    print(now(), "pumped", total)


async def pipeline(*commands):
    processes, out = [], b""
    async with asyncio.TaskGroup() as group:
        for command in commands:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE if processes else None, stdout=PIPE)
            if processes:
                group.create_task(pump(processes[-1].stdout, process.stdin))
            processes.append(process)
        async for line in processes[-1].stdout:
            print(now(), "the last says", line)
            out += line
    return out, [await process.wait() for process in processes]


async def main():
    print(await pipeline(["generate"], ["count"]), now())
    print(await pipeline(["generate"], ["tee"], ["tee"], ["count"]), now())
    print(await pipeline(["broken"], ["tee"]), now())
    process = await asyncio.create_subprocess_exec("tee", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    print(await process.communicate(b"all at once"), process.returncode, now())
    process = await asyncio.create_subprocess_exec("tee", stdin=PIPE, stdout=PIPE)
    try:
        await asyncio.wait_for(process.stdout.readexactly(10), 0.5)
    except TimeoutError:
        print(now(), "waits in vain")
    process.stdin.write(b"by hand")
    print(now(), await process.stdout.readexactly(7))
    process.stdin.close()
    print(now(), await process.stdout.read(), await process.wait())


asyncio.run(main())
