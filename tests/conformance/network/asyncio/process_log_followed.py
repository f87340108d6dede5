# process: tail {"output": [{"after": 0.25, "stdout": "start\n"}, {"after": 0.25, "stdout": "warn: low\nwa"}, {"after": 0.25, "stdout": "rn: lower\n"}, {"after": 0.25, "stderr": "oops\n"}], "seconds": null}
# process: short {"stdout": "only\n", "seconds": 0.1, "status": 2}
# file: seen.txt {"text": "", "latency": 0.1}
# input: {"at": 2, "do": "signal", "name": "SIGTERM"}
# A program's output is followed line by line, kept in a file by a thread, until somebody says stop.
import asyncio
import signal
from asyncio.subprocess import PIPE


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


def keep(line):
    with open("seen.txt", "a") as file:
        file.write(line)


async def follow(stream, name, warnings):
    async for line in stream:
        text = line.decode()
        print(now(), name, repr(text))
        await asyncio.to_thread(keep, text)
        if text.startswith("warn"):
            await warnings.put(text)


async def watch(*command):
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
    warnings = asyncio.Queue()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(follow(process.stdout, "out", warnings))
            group.create_task(follow(process.stderr, "err", warnings))
            status = await process.wait()
        print(now(), "ended by itself with", status)
    except asyncio.CancelledError:
        process.terminate()
        print(now(), "stopped with", await process.wait(), warnings.qsize())
        raise


async def main():
    await watch("short")
    watching = asyncio.create_task(watch("tail"))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, watching.cancel)
    try:
        await watching
    except asyncio.CancelledError:
        print(now(), "the watch is over")
    print(open("seen.txt").read().splitlines(), now())


asyncio.run(main())
