# process: flaky {"output": [{"after": 0.2, "stderr": "it smokes\n"}], "seconds": 0.3, "status": 1}
# process: steady {"output": [{"after": 0.5, "stdout": "tick\n"}, {"after": 0.5, "stdout": "tick\n"}], "seconds": null}
# process: stubborn {"seconds": null, "ignores": ["SIGTERM"]}
# input: {"at": 2.2, "do": "signal", "name": "SIGTERM"}
# A supervisor: what fails is started again, three times; all are stopped when it is told to.
import signal
import subprocess

import trio


def now():
    return f"{trio.current_time():.2f}"


async def keep_alive(command, most):
    for attempt in range(most):
        try:
            done = await trio.run_process(command, capture_stderr=True)
            print(now(), command, "ends by itself", done.returncode)
            return
        except subprocess.CalledProcessError as error:
            print(now(), command, "failed:", error.stderr)
            await trio.sleep(0.1 * 2**attempt)
    raise RuntimeError(f"{command[0]} keeps failing")


async def read_lines(command):
    process = await trio.lowlevel.open_process(command, stdout=subprocess.PIPE)
    try:
        async for data in process.stdout:
            print(now(), command, data)
    finally:
        process.terminate()
        with trio.CancelScope(shield=True):
            print(now(), command, "ended as", await process.wait())


async def hard(process):
    process.terminate()
    await trio.sleep(0.5)
    print(now(), "has to be killed:", process.returncode)
    process.kill()


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(read_lines, ["steady"])
        nursery.start_soon(lambda: trio.run_process(["stubborn"], deliver_cancel=hard))
        with trio.open_signal_receiver(signal.SIGTERM) as signals:
            async with trio.open_nursery() as supervised:
                supervised.start_soon(keep_alive, ["flaky"], 3)
            async for number in signals:
                print(now(), "told to stop")
                nursery.cancel_scope.cancel()
                break


try:
    trio.run(main)
except* RuntimeError as group:
    print(group.exceptions)
