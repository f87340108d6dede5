# process: stuck {"seconds": null}
# process: quick {"stdout": "x\n", "seconds": 0.25}
# process: reader {"stdin": "read", "seconds": 0.5, "status": 4}
import subprocess

import trio


async def soft(process):
    process.send_signal(15)
    print("asked", trio.current_time())


async def main():
    with trio.move_on_after(0.5) as scope:
        await trio.run_process(["stuck"], deliver_cancel=soft)
    print(scope.cancelled_caught, trio.current_time())
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.run_process, ["stuck"])
            nursery.start_soon(trio.run_process, ["reader"])
    except* subprocess.CalledProcessError as group:
        print(group.exceptions[0].returncode, trio.current_time())
    async with trio.open_nursery() as nursery:
        process = await nursery.start(trio.run_process, ["stuck"])
        print(process.pid, process.poll(), process.args)
        with trio.move_on_after(0.25):
            await process.wait()
        nursery.cancel_scope.shield = True
        nursery.cancel_scope.cancel()
    print(process.returncode, process)
    results = []

    async def collect(i):
        results.append((i, (await trio.run_process(["quick"], capture_stdout=True)).stdout))

    async with trio.open_nursery() as nursery:
        for i in range(3):
            nursery.start_soon(collect, i)
    print(sorted(results), trio.current_time())
    for bad in ({"stdin": "text"}, {"capture_stdout": True, "stdout": 1}):
        try:
            await trio.run_process(["quick"], **bad)
        except (UnicodeError, ValueError) as error:
            print(type(error).__name__, error)


trio.run(main)
