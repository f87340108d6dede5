# process: gen {"output": [{"after": 0.1, "stdout": "a"}, {"after": 0.1, "stderr": "E"}, {"after": 0.1, "stdout": "b"}], "status": 3}
# process: cat {"stdin": "echo"}
import subprocess

import trio


async def main():
    try:
        await trio.run_process(["gen"], capture_stdout=True, capture_stderr=True)
    except subprocess.CalledProcessError as e:
        print(e.returncode, e.stdout, e.stderr, e.cmd)
    r = await trio.run_process(["gen"], capture_stdout=True, stderr=subprocess.STDOUT, check=False)
    print(r.returncode, r.stdout, r.stderr)
    r = await trio.run_process(["cat"], stdin=b"hello" * 3, capture_stdout=True)
    print(r)
    async with trio.open_nursery() as n:
        p = await n.start(lambda **kw: trio.run_process(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **kw))
        await p.stdin.send_all(b"one")
        print(await p.stdout.receive_some())
        await p.stdin.aclose()
        print(await p.stdout.receive_some(), trio.current_time())
    print(p.returncode)
    p = await trio.lowlevel.open_process(["gen"], stdout=subprocess.PIPE)
    with trio.move_on_after(0.15):
        async for chunk in p.stdout:
            print(chunk, trio.current_time())
    p.kill()
    print(await p.wait())
    try:
        await trio.run_process("gen")
    except TypeError as e:
        print(e)
    try:
        await trio.run_process(["none"])
    except FileNotFoundError as e:
        print(e)


trio.run(main)
