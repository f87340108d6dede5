# rules: D3
import trio


async def child(seconds):
    await trio.sleep(seconds)
    print("child", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        for seconds in [3, 1, 2]:
            nursery.start_soon(child, seconds)
        await trio.sleep(0.5)
        print("body over", trio.current_time())
    print("all over", trio.current_time())


trio.run(main)
