# process: generate {"output": [{"after": 0.1, "stdout": "pear\n"}, {"after": 0.2, "stdout": "apple\nfig"}, {"after": 0.2, "stdout": "\n"}], "seconds": 0.75}
# process: count {"stdin": "read", "stdout": "3\n", "seconds": 0.25}
# process: tee {"stdin": "echo", "seconds": 0.1}
# process: broken {"stderr": "no such thing\n", "status": 3, "seconds": 0.1}
# What one program prints goes to the next, as a shell does it, by hand.
import subprocess

import trio


def now():
    return f"{trio.current_time():.2f}"


async def pump(source, target):
    total = 0
    async with source, target:
        async for chunk in source:
            total += len(chunk)
            print(now(), "passes on", bytes(chunk))
            await target.send_all(chunk)
    print(now(), "pumped", total)


async def pipeline(*commands):
    processes, out = [], b""
    async with trio.open_nursery() as nursery:
        for command in commands:
            process = await trio.lowlevel.open_process(
                command, stdin=subprocess.PIPE if processes else None, stdout=subprocess.PIPE)
            if processes:
                nursery.start_soon(pump, processes[-1].stdout, process.stdin)
            processes.append(process)
        async for chunk in processes[-1].stdout:
            out += chunk
    return out, [await process.wait() for process in processes]


async def main():
    print(await pipeline(["generate"], ["count"]), now())
    print(await pipeline(["generate"], ["tee"], ["tee"], ["count"]), now())
    print(await pipeline(["broken"], ["tee"]), now())
    first = await trio.run_process(["generate"], capture_stdout=True)
    second = await trio.run_process(["tee"], stdin=first.stdout, capture_stdout=True)
    print(second, now())
    try:
        await trio.run_process(["broken"], capture_stderr=True)
    except subprocess.CalledProcessError as error:
        print(error, error.stderr, repr(error.__cause__), repr(error.__context__), now())
    async with trio.open_nursery() as nursery:
        process = await nursery.start(lambda task_status: trio.run_process(
            ["tee"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, task_status=task_status))
        await process.stdin.send_all(b"by hand")
        print(now(), await process.stdout.receive_some())
        await process.stdin.aclose()
        print(now(), await process.stdout.receive_some(), await process.wait())


trio.run(main)
