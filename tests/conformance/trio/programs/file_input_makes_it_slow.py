# rules: F8
import trio


async def main():
    for i in range(3):
        async with await trio.open_file("data.txt") as file:
            text = await file.read()
        print(text, trio.current_time())
        await trio.sleep(1)


trio.run(main)
