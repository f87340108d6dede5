# process: cat {"stdin": "echo"}
# process: sink {"stdin": "read", "seconds": 0.5}
import subprocess

import trio


async def main():
    data = b"x" * 200000
    done = await trio.run_process(["cat"], stdin=data, capture_stdout=True)
    print(len(done.stdout), done.stdout == data, trio.current_time())
    done = await trio.run_process(["sink"], stdin=data)
    print(trio.current_time())
    process = await trio.lowlevel.open_process(["cat"], stdin=subprocess.PIPE,
                                               stdout=subprocess.PIPE)
    async with trio.open_nursery() as nursery:
        async def feed():
            async with process.stdin:
                await process.stdin.send_all(data)
            print("fed", trio.current_time())

        nursery.start_soon(feed)
        sizes = []
        async for chunk in process.stdout:
            sizes.append(len(chunk))
        print(sizes)


trio.run(main)
