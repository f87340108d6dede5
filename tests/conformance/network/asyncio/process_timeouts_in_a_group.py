# process: build a {"stdout": "built a\n", "seconds": 1}
# process: build b {"stderr": "b is broken\n", "status": 1, "seconds": 0.5}
# process: build c {"stdout": "built c\n", "seconds": 3}
import asyncio
from asyncio.subprocess import PIPE


def now():
    return asyncio.get_running_loop().time()


async def build(name):
    process = await asyncio.create_subprocess_exec("build", name, stdout=PIPE, stderr=PIPE)
    try:
        out, err = await process.communicate()
    except asyncio.CancelledError:
        print(name, "is stopped", now())
        process.kill()
        print(name, await process.wait(), now())
        raise
    print(name, out, err, process.returncode, now())
    if process.returncode:
        raise RuntimeError(name)
    return out


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for name in "abc":
                group.create_task(build(name))
    except* RuntimeError as group:
        print(group.exceptions, now())
    print(await asyncio.gather(*map(build, "abc"), return_exceptions=True), now())


asyncio.run(main())
