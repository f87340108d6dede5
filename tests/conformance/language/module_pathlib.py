import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

from pathlib import Path, PurePath, PurePosixPath

p = Path("a") / "b" / "c.tar.gz"
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.parts)
print(p.with_name("x"), p.with_suffix(".txt"), p.with_stem("y"), p.joinpath("d", "e"), "z" / p)
print(p == Path("a/b/c.tar.gz"), p < Path("b"), hash(p) == hash(Path("a//b/./c.tar.gz")), p.as_posix())
print(Path("/a/b").relative_to("/a"), Path("/a/b").is_relative_to("/c"), Path("/a").is_absolute())
print(Path(""), Path("/").parent, Path("a/..").name, PurePath("x").match("*"), Path("a/b.py").match("*.py"))
print(str(PurePosixPath("/x/y")), repr(PurePosixPath("q")), os.fspath(p), isinstance(p, os.PathLike))
for call in (lambda: p.relative_to("x"), lambda: Path("/").with_name("x"), lambda: p.with_suffix("x"), lambda: p.with_name("a/b"),
             lambda: Path(5), lambda: p / 5):
    try:
        print(call())
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)

home = Path("home")
print(home.exists(), home.is_dir(), home.is_file())
home.mkdir()
print((home / "one.txt").write_text("first\nsecond"), (home / "two.bin").write_bytes(b"\0\1"))
print((home / "one.txt").read_text().splitlines(), (home / "two.bin").read_bytes())
(home / "deep" / "er").mkdir(parents=True)
(home / "deep" / "x.txt").touch()
print(sorted(p.name for p in home.iterdir()), sorted(map(str, home.glob("*.txt"))))
print(sorted(map(str, home.rglob("*.txt"))), sorted(map(str, home.glob("**/*"))))
with (home / "one.txt").open("a") as file:
    file.write("!")
print((home / "one.txt").stat().st_size, (home / "one.txt").rename(home / "uno.txt"))
for call in (home.mkdir, home.rmdir, (home / "none").unlink, (home / "none").read_text,
             lambda: (home / "deep" / "x.txt").touch(exist_ok=False), lambda: list((home / "no").iterdir())):
    try:
        print(call())
    except OSError as exc:
        print(type(exc).__name__, exc)
(home / "none").unlink(missing_ok=True)
home.mkdir(exist_ok=True)
print(Path.cwd() == Path(os.getcwd()), (home / "x").resolve() == Path.cwd() / "home" / "x", home.absolute() == Path.cwd() / home)
print({Path("a"): 1}[Path("a")], sorted([Path("b"), Path("a/c"), Path("a")]))
