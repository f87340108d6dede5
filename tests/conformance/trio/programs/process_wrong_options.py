# rules: F8
import subprocess

import trio


async def attempt(*args, **kwargs):
    try:
        await trio.run_process(*args, **kwargs)
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)


async def main():
    await attempt("ls")
    await attempt(["ls"], shell=True)
    await attempt(["ls"], stdin="text")
    await attempt(["ls"], stdout=subprocess.PIPE)
    await attempt(["ls"], text=True)
    await attempt(["ls"], capture_stdout=True, stdout=subprocess.DEVNULL)
    done = await trio.run_process("ls -l", shell=True, capture_stdout=True)
    print(done.args, done.stdout)


trio.run(main)
