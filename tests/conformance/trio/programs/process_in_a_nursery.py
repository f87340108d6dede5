# rules: F8
import subprocess

import trio


async def watch(process):
    async with process.stdout:
        async for chunk in process.stdout:
            print("out", chunk, trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        process = await nursery.start(
            lambda *, task_status: trio.run_process(["make"], stdout=subprocess.PIPE, check=False,
                                                    stderr=subprocess.STDOUT,
                                                    task_status=task_status))
        print(type(process).__name__, process.args, process.returncode)
        nursery.start_soon(watch, process)
        print(await process.wait(), trio.current_time())
    print(process.poll(), process.returncode)


trio.run(main)
