# rules: F8
import trio


async def read(i, limiter):
    async with limiter:
        async with await trio.open_file(f"part{i}.txt") as file:
            text = await file.read()
    print(i, text, trio.current_time())


async def main():
    limiter = trio.CapacityLimiter(2)
    async with trio.open_nursery() as nursery:
        for i in range(5):
            nursery.start_soon(read, i, limiter)


trio.run(main)
