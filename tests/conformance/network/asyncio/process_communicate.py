# process: ls -l {"stdout": "a.txt\nb.txt\n", "seconds": 0.5}
# process: make {"stderr": "no rule\n", "status": 2, "seconds": 0.25}
# process: sort {"stdin": "echo", "seconds": 0.25}
import asyncio
from asyncio.subprocess import DEVNULL, PIPE, STDOUT


def now():
    return asyncio.get_running_loop().time()


async def run(*words, **options):
    process = await asyncio.create_subprocess_exec(*words, stdout=PIPE, **options)
    out, err = await process.communicate(b"given\n" if "stdin" in options else None)
    print(words, out, err, process.returncode, now())


async def main():
    await run("ls", "-l")
    await run("make", stderr=PIPE)
    await run("make", stderr=STDOUT)
    await run("sort", stdin=PIPE)
    process = await asyncio.create_subprocess_exec("make", stderr=DEVNULL)
    print(await process.wait(), process.returncode, process.stdout, process.stdin, now())
    shell = await asyncio.create_subprocess_shell("ls -l", stdout=PIPE)
    print(await shell.communicate(), now())
    missing = await asyncio.create_subprocess_shell("nothing here", stderr=PIPE)
    print(await missing.communicate(), missing.returncode)
    try:
        await asyncio.create_subprocess_exec("nothing")
    except FileNotFoundError as error:
        print(error)
    await asyncio.gather(run("ls", "-l"), run("make", stderr=PIPE), run("sort", stdin=PIPE))


asyncio.run(main())
