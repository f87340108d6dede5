# process: broken {"stderr": "no\n", "status": 3, "seconds": 0.1}
# process: stuck {"seconds": null}
import subprocess

import trio


def told(error, depth=0):
    print("  " * depth + repr(error), repr(error.__cause__), repr(error.__context__),
          error.__suppress_context__)
    for each in getattr(error, "exceptions", ()):
        told(each, depth + 1)


async def bad_cancel(process):
    process.kill()
    raise ValueError("in deliver_cancel")


async def main():
    try:
        await trio.run_process(["broken"], capture_stdout=True)
    except subprocess.CalledProcessError as error:
        told(error)
    try:
        await trio.run_process(["missing"])
    except OSError as error:
        told(error)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.run_process, ["stuck"])
            await trio.sleep(0.1)
            raise KeyError("outside")
    except* KeyError as group:
        told(group)
    try:
        with trio.move_on_after(0.5):
            await trio.run_process(["stuck"], deliver_cancel=bad_cancel)
    except BaseException as error:
        told(error)

    async def starts():
        async with trio.open_nursery() as nursery:
            process = await nursery.start(trio.run_process, ["broken"])
            print(process.pid)
            await trio.sleep(1)

    try:
        await starts()
    except BaseException as error:
        told(error)
    await trio.run_process(["broken"])


trio.run(main)
