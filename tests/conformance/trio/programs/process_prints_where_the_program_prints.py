# rules: F8
import trio


async def main():
    print("before", trio.current_time())
    done = await trio.run_process(["ls"])
    print("after", done.stdout, trio.current_time())


trio.run(main)
