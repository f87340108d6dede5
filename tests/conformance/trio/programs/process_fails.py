# rules: F8
import subprocess

import trio


async def main():
    try:
        await trio.run_process(["make", "test"], capture_stdout=True, capture_stderr=True)
    except subprocess.CalledProcessError as exc:
        print(exc, exc.stdout, exc.stderr, trio.current_time())
    done = await trio.run_process(["make"], capture_stderr=True, check=False,
                                  stdout=subprocess.DEVNULL)
    print(done.returncode, done.stderr, trio.current_time())
    try:
        await trio.run_process(["nothing"])
    except FileNotFoundError as exc:
        print(exc)


trio.run(main)
