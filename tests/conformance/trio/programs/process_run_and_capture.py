# rules: F8
import trio


async def main():
    done = await trio.run_process(["ls", "-l"], capture_stdout=True)
    print(done.returncode, done.stdout, done.stderr, trio.current_time())
    print(done)


trio.run(main)
