# rules: F8
import trio


async def main():
    home = trio.Path("data")
    print(home, repr(home), await home.exists(), await home.is_dir())
    await home.mkdir()
    for name in ("b.txt", "a.txt", "c.bin"):
        await (home / name).write_text(name * 2)
    print(sorted([p.name for p in await home.iterdir()]))
    print(sorted([str(p) for p in await home.glob("*.txt")]))
    print(await (home / "a.txt").read_text(), await (home / "c.bin").read_bytes())
    target = await (home / "a.txt").rename(home / "z.txt")
    print(target, await target.exists(), await (home / "a.txt").exists())
    await target.unlink()
    try:
        await target.unlink()
    except FileNotFoundError as exc:
        print(exc)
    await target.unlink(missing_ok=True)
    try:
        await home.rmdir()
    except OSError as exc:
        print(type(exc).__name__, exc)
    try:
        await home.mkdir()
    except FileExistsError as exc:
        print(exc)
    await home.mkdir(exist_ok=True)
    print(home.parent, home.name, (home / "c.bin").suffix, home.joinpath("x", "y").parts)
    print(isinstance(home, trio.Path), type(home / "x").__name__)


trio.run(main)
