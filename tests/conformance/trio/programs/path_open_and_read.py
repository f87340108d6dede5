# rules: F8
import trio


async def main():
    path = trio.Path("notes") / "today.md"
    async with await path.open() as file:
        print([line.strip() async for line in file])
    async with await path.open("a") as file:
        await file.write("more\n")
    print((await path.read_text()).splitlines())
    print((await path.stat()).st_size, path.stem, path.with_suffix(".txt"))


trio.run(main)
