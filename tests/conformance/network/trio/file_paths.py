# file: a.txt {"text": "one\ntwo\nthree\n", "latency": 0.1}
# file: dir/b.txt {"text": "b"}
import trio


async def main():
    path = trio.Path("dir")
    print(sorted([p.name for p in await path.iterdir()]))
    print(await (path / "b.txt").read_text(), await trio.Path("a.txt").exists())
    async with await trio.open_file("a.txt") as f:
        async for line in f:
            print(line.strip(), trio.current_time())
    await trio.Path("c.txt").write_text("x" * 10)
    st = await trio.Path("c.txt").stat()
    print(st.st_size)
    async with await trio.open_file("c.txt", "r+") as f:
        await f.seek(5)
        await f.write("YY")
        await f.seek(0)
        print(await f.read())
        print(f.closed, f.name, f.mode)
    try:
        await f.read()
    except ValueError as e:
        print(e)
    await trio.Path("c.txt").rename("d.txt")
    print(await trio.Path("c.txt").is_file(), await trio.Path("d.txt").is_file())
    await trio.Path("d.txt").unlink()
    try:
        await trio.Path("d.txt").unlink()
    except FileNotFoundError as e:
        print(e.errno, e.filename)
    try:
        await trio.Path("dir").rmdir()
    except OSError as e:
        print(type(e).__name__, e.errno)
    await trio.Path("new/deep").mkdir(parents=True)
    print(await trio.Path("new/deep").is_dir())
    with trio.move_on_after(0.05) as s:
        async with await trio.open_file("a.txt") as f:
            print("never?")
    print(s.cancelled_caught, trio.current_time())


trio.run(main)
