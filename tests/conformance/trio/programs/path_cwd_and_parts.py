# rules: F8
from pathlib import Path, PurePath

import trio


async def main():
    here = await trio.Path.cwd()
    print(here == trio.Path(Path.cwd()), here.is_absolute())
    print(await trio.Path("a").resolve() == here / "a", PurePath("a/b/../c.tar.gz").suffixes)
    print(trio.Path("x") < trio.Path("y"), trio.Path("a") / "b" == trio.Path("a/b"))
    print(sorted([str(p) for p in await trio.Path(".").rglob("*.py")]))
    print(trio.Path("/a/b").relative_to("/a"), trio.Path("q").with_name("r.txt"))


trio.run(main)
