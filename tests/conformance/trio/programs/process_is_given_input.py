# rules: F8
import trio


async def main():
    done = await trio.run_process(["cat"], stdin=b"hello there", capture_stdout=True)
    print(done.stdout, trio.current_time())
    done = await trio.run_process(["wc", "-c"], stdin=b"hello there", capture_stdout=True)
    print(done.stdout, trio.current_time())


trio.run(main)
