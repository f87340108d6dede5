# rules: F8
import subprocess

import trio


async def main():
    process = await trio.lowlevel.open_process(["cat"], stdin=subprocess.PIPE,
                                               stdout=subprocess.PIPE)
    for word in (b"one", b"two"):
        await process.stdio.send_all(word)
        print(await process.stdio.receive_some(), trio.current_time())
    await process.stdin.aclose()
    print(await process.stdout.receive_some())
    print(await process.wait())
    try:
        await process.stdin.send_all(b"late")
    except trio.ClosedResourceError as exc:
        print(exc)


trio.run(main)
