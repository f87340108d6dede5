# rules: F8
import trio


async def run(*command):
    done = await trio.run_process(command, capture_stdout=True, check=False)
    print(command[0], done.returncode, len(done.stdout), trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(run, "ls")
        nursery.start_soon(run, "sleep", "3")
        nursery.start_soon(run, "make")
        nursery.start_soon(run, "ls", "-a")


trio.run(main)
