# rules: F8
import trio


async def main():
    async with await trio.open_file("poem.txt") as file:
        async for line in file:
            print(trio.current_time(), repr(line))
    print(file.closed, trio.current_time())


trio.run(main)
